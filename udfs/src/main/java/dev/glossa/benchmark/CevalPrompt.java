package dev.glossa.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * C-Eval's prompts (Huang et al. 2023). The subject's English name stands in them, as in the
 * official code, and not the Chinese one that the official README speaks of.
 */
public final class CevalPrompt {
  private static final String THINK = "让我们一步一步思考，\n";

  /** How an answer is asked for. */
  public enum Style {
    /** The letter alone. */
    ANSWER,
    /** A chain of thought that ends in the letter. */
    THOUGHT
  }

  private CevalPrompt() {}

  /**
   * A text for a model to continue.
   *
   * @param subject its English name, as high_school_physics
   * @param shots answered questions; none is allowed, though the official evaluator has no such
   *     prompt
   * @return nothing if a chain of thought is asked for and a shot has no explanation, on which the
   *     official code fails
   */
  public static Optional<String> text(
      String subject, List<ChoiceQuestion> shots, ChoiceQuestion question, Style style) {
    if (lacksExplanation(shots, style)) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(header(subject));
    for (ChoiceQuestion shot : shots) {
      text.append(asked(shot)).append(answer(shot, style)).append("\n\n");
    }
    text.append(asked(question));
    return Optional.of(text.append(style == Style.THOUGHT ? THINK + "1." : "").toString());
  }

  /**
   * The messages for a chat model: instruction, shots, question. The first question has the header
   * too.
   *
   * @return nothing if a chain of thought is asked for and a shot has no explanation
   */
  public static Optional<List<ChatMessage>> chat(
      String subject, List<ChoiceQuestion> shots, ChoiceQuestion question, Style style) {
    String instruction = "你是一个中文人工智能助手，以下是中国关于%s考试的单项选择题，请选出其中的正确答案。".formatted(subject);
    return history(subject, shots, question, style)
        .map(
            history -> {
              List<ChatMessage> messages = new ArrayList<>();
              messages.add(ChatMessage.system(instruction));
              messages.addAll(history);
              return messages;
            });
  }

  /**
   * The messages for a chat model that takes no instruction: shots and question.
   *
   * @return nothing if a chain of thought is asked for and a shot has no explanation
   */
  public static Optional<List<ChatMessage>> history(
      String subject, List<ChoiceQuestion> shots, ChoiceQuestion question, Style style) {
    if (lacksExplanation(shots, style)) {
      return Optional.empty();
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (ChoiceQuestion shot : shots) {
      messages.add(ChatMessage.user((messages.isEmpty() ? header(subject) : "") + asked(shot)));
      messages.add(ChatMessage.assistant(answer(shot, style)));
    }
    messages.add(ChatMessage.user((messages.isEmpty() ? header(subject) : "") + asked(question)));
    return Optional.of(messages);
  }

  private static boolean lacksExplanation(List<ChoiceQuestion> shots, Style style) {
    return style == Style.THOUGHT && shots.stream().anyMatch(shot -> shot.explanation() == null);
  }

  private static String header(String subject) {
    return "以下是中国关于%s考试的单项选择题，请选出其中的正确答案。\n\n".formatted(subject);
  }

  private static String asked(ChoiceQuestion question) {
    return question.question() + question.listedOptions() + "\n答案：";
  }

  private static String answer(ChoiceQuestion shot, Style style) {
    return switch (style) {
      case ANSWER -> shot.answer();
      case THOUGHT -> THINK + shot.explanation() + "\n所以答案是" + shot.answer() + "。";
    };
  }
}
