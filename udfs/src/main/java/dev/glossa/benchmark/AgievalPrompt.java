package dev.glossa.benchmark;

/** AGIEval's prompts without examples. */
public final class AgievalPrompt {
  private static final String LETTERS = "ABCDEFG";
  private static final int ENGLISH_OPTIONS = 5;
  private static final int CHINESE_OPTIONS = 4;
  private static final String ENGLISH_FORMAT =
      "Based on the previous results, your task is to extract the final answer and provide the"
          + " output enclosed in brackets【】, such as 【0】 or 【A】.";
  private static final String CHINESE_FORMAT = "根据以上内容，你的任务是把最终的答案提取出来并填在【】中，例如【0】或者【A】。";

  private AgievalPrompt() {}

  /** The question, to be answered at once. */
  public static String zeroShot(AgievalDataset dataset, AgievalItem item) {
    return question(dataset, item)
        + switch (dataset.form()) {
          case CLOZE -> dataset.isEnglish() ? "A: The answer is" : "答案：";
          case SINGLE, MULTIPLE ->
              dataset.isEnglish()
                  ? "A: Among A through %s, the answer is".formatted(last(item, ENGLISH_OPTIONS))
                  : "答案：从A到%s, 我们应选择".formatted(last(item, CHINESE_OPTIONS));
        };
  }

  /** The question, to be thought about. */
  public static String chainOfThought(AgievalDataset dataset, AgievalItem item) {
    return question(dataset, item)
        + switch (dataset.form()) {
          case CLOZE -> dataset.isEnglish() ? "A: Let's think step by step." : "答案：让我们逐步思考：";
          case SINGLE, MULTIPLE ->
              dataset.isEnglish()
                  ? "Let's think step by step."
                  : "从A到%s, 我们应选择什么？让我们逐步思考：".formatted(last(item, CHINESE_OPTIONS));
        };
  }

  /**
   * Asks for the answer after a chain of thought. It names five English or four Chinese options,
   * whatever the question has.
   *
   * @param prompt the one of {@link #chainOfThought}
   * @param thought what the model made of it
   * @param withFormat whether the answer is asked for in brackets
   */
  public static String secondStage(
      AgievalDataset dataset, String prompt, String thought, boolean withFormat) {
    String format = dataset.isEnglish() ? ENGLISH_FORMAT : CHINESE_FORMAT;
    String ask =
        switch (dataset.form()) {
          case CLOZE -> dataset.isEnglish() ? "Therefore, the answer is" : "因此，答案是";
          case SINGLE, MULTIPLE ->
              dataset.isEnglish()
                  ? "Therefore, among A through E, the answer is"
                  : "因此，从A到D, 我们应选择";
        };
    return prompt + "\n" + thought + "\n" + (withFormat ? format : "") + ask;
  }

  private static String question(AgievalDataset dataset, AgievalItem item) {
    boolean english = dataset.isEnglish();
    String asked = item.passageOrNothing() + (english ? "Q: " : "问题：") + item.question();
    return dataset.isCloze()
        ? asked + "\n"
        : asked + (english ? " Answer Choices: " : " 选项：") + item.joinedOptions() + "\n";
  }

  /** A question with one option is taken for one whose options were not told apart. */
  private static char last(AgievalItem item, int options) {
    int count = item.options().size() == 1 ? options : item.options().size();
    return LETTERS.charAt(count - 1);
  }
}
