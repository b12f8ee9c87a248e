package dev.glossa.evaluate;

import dev.glossa.benchmark.CevalPrompt;
import dev.glossa.benchmark.CevalPrompt.Style;
import dev.glossa.benchmark.CevalScoring;
import dev.glossa.benchmark.ChatMessage;
import dev.glossa.benchmark.ChoiceQuestion;
import java.util.List;
import java.util.Optional;

/** C-Eval's evaluators: how each asks, and how it reads an answer. */
enum CevalSetting implements Rules.Setting {
  /** The likeliest letter after the prompt: the evaluator of models that continue a text. */
  ANSWER("answer", Style.ANSWER, null),
  CHAT_ZERO_SHOT("chat-zero-shot", Style.ANSWER, CevalScoring.CHAT_ZERO_SHOT),
  CHAT_FEW_SHOT("chat-few-shot", Style.ANSWER, CevalScoring.CHAT_FEW_SHOT),
  CHAT_COT("chat-cot", Style.THOUGHT, CevalScoring.CHAT_THOUGHT),
  LLAMA_COT("llama-cot", Style.THOUGHT, CevalScoring.COMPLETION_THOUGHT),
  CHATGLM("chatglm", Style.ANSWER, CevalScoring.CHAT_LETTER),
  CHATGLM_COT("chatglm-cot", Style.THOUGHT, CevalScoring.CHAT_LETTER);

  private final String key;
  private final Style style;
  private final CevalScoring scoring;

  CevalSetting(String key, Style style, CevalScoring scoring) {
    this.key = key;
    this.style = style;
    this.scoring = scoring;
  }

  @Override
  public String key() {
    return key;
  }

  boolean hasShots() {
    return this != CHAT_ZERO_SHOT;
  }

  /** Whether the prompt is a text to be continued. */
  boolean continuesText() {
    return this == LLAMA_COT;
  }

  /** How an answer in words is read. */
  CevalScoring scoring() {
    return scoring;
  }

  /**
   * The text to be continued.
   *
   * @throws UnansweredException if an example lacks the explanation that is part of it
   */
  String text(ChoiceItem item, List<ChoiceQuestion> shots) throws UnansweredException {
    return explained(CevalPrompt.text(item.subject(), shots, item.question(), style));
  }

  /**
   * The conversation.
   *
   * @throws UnansweredException if an example lacks the explanation that is part of it
   */
  List<ChatMessage> messages(ChoiceItem item, List<ChoiceQuestion> shots)
      throws UnansweredException {
    return explained(
        scoring == CevalScoring.CHAT_LETTER
            ? CevalPrompt.history(item.subject(), shots, item.question(), style)
            : CevalPrompt.chat(item.subject(), shots, item.question(), style));
  }

  private static <T> T explained(Optional<T> prompt) throws UnansweredException {
    return prompt.orElseThrow(
        () ->
            new UnansweredException(
                "An example has no explanation, on which the official code fails."));
  }
}
