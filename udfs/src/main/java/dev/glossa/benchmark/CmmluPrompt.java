package dev.glossa.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * CMMLU's prompts.
 *
 * @param text the prompt
 * @param shots the positions of the shots that are in it
 * @param header whether the header is in it
 */
public record CmmluPrompt(String text, List<Integer> shots, boolean header) {

  /** How an answer is asked for. */
  public enum Style {
    /** The letter alone. */
    ANSWER("请直接给出正确答案的选项", "答案是："),
    /** A chain of thought; the shots have letters alone all the same. */
    THOUGHT("请分析并选出正确答案", "逐步分析并给出答案选项。");

    private final String instruction;
    private final String cue;

    Style(String instruction, String cue) {
      this.instruction = instruction;
      this.cue = cue;
    }
  }

  private record Shot(int position, String text, int tokens) {}

  public CmmluPrompt {
    shots = List.copyOf(shots);
  }

  /** Header, all shots, question. */
  public static CmmluPrompt of(
      CmmluSubject subject, List<ChoiceQuestion> shots, ChoiceQuestion question, Style style) {
    return of(subject, shots, question, style, Integer.MAX_VALUE, text -> 0);
  }

  /**
   * Header, shots and question in at most so many tokens: the longest shots go first, all of the
   * same length together, and without room for it the header goes, too. The question stays, however
   * long it is.
   *
   * @param tokens how many tokens a text has; header, shots and question are counted one by one
   */
  public static CmmluPrompt of(
      CmmluSubject subject,
      List<ChoiceQuestion> shots,
      ChoiceQuestion question,
      Style style,
      int maxTokens,
      ToIntFunction<String> tokens) {
    String header = "以下是关于%s的单项选择题，%s。\n\n".formatted(subject.name(), style.instruction);
    String asked = asked(question, style);
    int frame = tokens.applyAsInt(header) + tokens.applyAsInt(asked);
    if (frame > maxTokens) {
      return new CmmluPrompt(asked, List.of(), false);
    }
    List<Shot> kept = new ArrayList<>();
    for (int i = 0; i < shots.size(); i++) {
      String text = asked(shots.get(i), Style.ANSWER) + shots.get(i).answer() + "\n\n";
      kept.add(new Shot(i, text, tokens.applyAsInt(text)));
    }
    while (!kept.isEmpty() && kept.stream().mapToInt(Shot::tokens).sum() >= maxTokens - frame) {
      int longest = kept.stream().mapToInt(Shot::tokens).max().getAsInt();
      kept.removeIf(shot -> shot.tokens() == longest);
    }
    StringBuilder text = new StringBuilder(header);
    kept.forEach(shot -> text.append(shot.text()));
    return new CmmluPrompt(
        text.append(asked).toString(), kept.stream().map(Shot::position).toList(), true);
  }

  private static String asked(ChoiceQuestion question, Style style) {
    return "题目：" + question.question() + question.listedOptions() + "\n" + style.cue;
  }
}
