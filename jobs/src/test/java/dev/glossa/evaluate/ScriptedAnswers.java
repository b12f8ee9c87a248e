package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Gives every item the answer of a script, whatever is asked. */
final class ScriptedAnswers implements AnswererSource {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> answers;

  /**
   * @param answers by the items' ids
   */
  ScriptedAnswers(Map<String, String> answers) {
    this.answers = new HashMap<>(answers);
  }

  @Override
  public <T extends Item> Iterator<Row> ask(Iterator<ItemBatch<T>> batches, Asking<T> asking) {
    List<Row> rows = new ArrayList<>();
    batches.forEachRemaining(
        batch -> {
          for (T item : batch.items()) {
            Script script = new Script(answers.get(item.id()));
            rows.addAll(asking.ask(new ItemBatch<>(List.of(item)), script));
          }
        });
    return rows.iterator();
  }

  /**
   * @param text null for no answer
   */
  private record Script(String text) implements Answerer {
    @Override
    public boolean chats() {
      return false;
    }

    @Override
    public Answer complete(String prompt, Limits limits) throws UnansweredException {
      if (text == null) {
        throw new UnansweredException("The script has no answer.");
      }
      return new Answer(text, prompt.length(), text.length(), "stop");
    }

    @Override
    public Answer chat(List<ChatMessage> messages, Limits limits) throws UnansweredException {
      return complete(messages.get(messages.size() - 1).content(), limits);
    }

    @Override
    public boolean fits(String prompt) {
      return true;
    }

    @Override
    public Next nextLogProbabilities(String prompt, List<String> texts, int among)
        throws UnansweredException {
      throw new UnansweredException("The script has no probabilities.");
    }
  }
}
