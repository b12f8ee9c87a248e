package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.List;

/**
 * An objective question of GAOKAO-Bench, with all its parts.
 *
 * @param question the question with its options
 * @param answers the right letters, one string a part
 * @param score points for a part
 */
public record GaokaoQuestion(String question, List<String> answers, double score)
    implements Serializable {

  public GaokaoQuestion {
    answers = List.copyOf(answers);
  }

  /**
   * What a model is asked.
   *
   * @param instruction of the file, from Obj_Prompt.json
   */
  public List<ChatMessage> prompt(String instruction) {
    return List.of(
        ChatMessage.system(instruction), ChatMessage.user(PythonText.strip(question) + "\n"));
  }
}
