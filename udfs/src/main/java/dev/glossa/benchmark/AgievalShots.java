package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * AGIEval's examples of a dataset.
 *
 * @param dataset whose they are
 * @param shots question and answer of each
 */
public record AgievalShots(AgievalDataset dataset, List<Shot> shots) implements Serializable {
  /** The official limit of the examples, in tokens of cl100k_base, whatever the model. */
  public static final int MAX_TOKENS = 2048;

  private static final String ENGLISH_HEADER =
      "Here are the answers for the problems in the exam.\n";
  private static final String CHINESE_HEADER = "以下是考试中各个问题的答案。\n";
  private static final String END = "<END>\n";

  /**
   * An example as it stands in a prompt.
   *
   * @param question up to the line before the answer
   * @param answer with its explanation, if that is asked for
   */
  public record Shot(String question, String answer) implements Serializable {}

  /**
   * The examples that a text prompt begins with.
   *
   * @param text header and examples
   * @param shots how many examples
   */
  public record Beginning(String text, int shots) implements Serializable {}

  public AgievalShots {
    shots = List.copyOf(shots);
  }

  /**
   * The examples in {@code few_shot_prompts.csv}.
   *
   * @param rows its cells: the datasets' names, then by turns a row of questions, each a Python
   *     dictionary, and a row of explanations
   * @throws IllegalArgumentException if the file has no such column or a cell is no dictionary
   */
  public static AgievalShots of(
      AgievalDataset dataset, List<List<String>> rows, AgievalSetting setting) {
    AgievalDataset owner =
        dataset == AgievalDataset.SAT_EN_WITHOUT_PASSAGE ? AgievalDataset.SAT_EN : dataset;
    int column = rows.get(0).indexOf(owner.key());
    if (column < 0) {
      throw new IllegalArgumentException(
          "The examples have no column '%s': take the official few_shot_prompts.csv."
              .formatted(owner.key()));
    }
    List<String> questions = column(rows, 1, column);
    List<String> explanations = column(rows, 2, column);
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < Math.min(questions.size(), explanations.size()); i++) {
      AgievalItem item = item(questions.get(i), dataset != owner);
      String explanation =
          setting == AgievalSetting.FEW_SHOT_COT
              ? explanation(dataset, i + 1, explanations.get(i).replace("\n\n", "\n"))
              : "";
      shots.add(new Shot(question(dataset, i + 1, item), explanation + answer(dataset, item)));
    }
    return new AgievalShots(dataset, shots);
  }

  /**
   * As many examples as have fewer than so many tokens together.
   *
   * @return nothing if the first one is too long, on which the official code fails
   */
  public Optional<Beginning> text(int maxTokens, ToIntFunction<String> tokens) {
    String header = dataset.isEnglish() ? ENGLISH_HEADER : CHINESE_HEADER;
    String other = dataset.isEnglish() ? CHINESE_HEADER : ENGLISH_HEADER;
    if (tokens.applyAsInt(other) >= maxTokens) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(header);
    Optional<Beginning> longest = Optional.empty();
    for (int i = 0; i < shots.size(); i++) {
      text.append(shots.get(i).question()).append(shots.get(i).answer()).append('\n').append(END);
      if (tokens.applyAsInt(text.toString()) >= maxTokens) {
        break;
      }
      // the official code takes the longer of the texts in both languages
      String longer = text.codePointCount(0, text.length()) < other.length() ? other : text + "";
      longest = Optional.of(new Beginning(longer, i + 1));
    }
    return longest;
  }

  /** The whole prompt of a question after the examples. */
  public String prompt(Beginning beginning, AgievalItem item) {
    return beginning.text() + question(dataset, beginning.shots() + 1, item);
  }

  /**
   * As many examples as have at most so many tokens in the assistant's messages, written as ASCII
   * JSON, and the question.
   */
  public List<ChatMessage> chat(int maxTokens, ToIntFunction<String> tokens, AgievalItem item) {
    List<ChatMessage> messages = new ArrayList<>();
    StringBuilder counted = new StringBuilder();
    for (Shot shot : shots) {
      ChatMessage answer = ChatMessage.assistant(shot.answer());
      counted.append(AsciiJson.of(answer));
      if (tokens.applyAsInt(counted.toString()) > maxTokens) {
        break;
      }
      messages.add(ChatMessage.user(shot.question()));
      messages.add(answer);
    }
    messages.add(ChatMessage.user(question(dataset, messages.size() / 2 + 1, item)));
    return messages;
  }

  private static List<String> column(List<List<String>> rows, int first, int column) {
    List<String> cells = new ArrayList<>();
    for (int row = first; row < rows.size(); row += 2) {
      String cell = rows.get(row).get(column);
      if (!cell.isEmpty()) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private static AgievalItem item(String cell, boolean withoutPassage) {
    if (!(PythonLiteral.parse(cell) instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "An example of AGIEval is no dictionary: take the official few_shot_prompts.csv.");
    }
    List<String> options = new ArrayList<>();
    if (map.get("options") instanceof List<?> list) {
      list.forEach(option -> options.add((String) option));
    }
    AgievalItem.Label label = null;
    if (map.get("label") instanceof List<?> list) {
      label = new AgievalItem.Label(list.stream().map(String::valueOf).toList(), true);
    } else if (map.get("label") instanceof String letters) {
      label = new AgievalItem.Label(List.of(letters), false);
    }
    return new AgievalItem(
        withoutPassage ? null : (String) map.get("passage"),
        (String) map.get("question"),
        options,
        label,
        (String) map.get("answer"));
  }

  private static String question(AgievalDataset dataset, int number, AgievalItem item) {
    boolean english = dataset.isEnglish();
    String asked = (english ? "Problem %d.   " : "问题 %d.   ").formatted(number);
    if (dataset.isCloze()) {
      return asked + item.question() + "\n";
    }
    return asked
        + item.passageOrNothing()
        + " "
        + item.question()
        + (english ? "\nChoose from the following options:    " : "\n从以下选项中选择:    ")
        + item.joinedOptions()
        + "\n";
  }

  private static String explanation(AgievalDataset dataset, int number, String explanation) {
    String title = dataset.isEnglish() ? "Explanation for Problem %d:   " : "问题 %d的解析:   ";
    return title.formatted(number) + explanation + "\n";
  }

  private static String answer(AgievalDataset dataset, AgievalItem item) {
    String letters = item.label() == null ? "" : item.label().text();
    String formula = item.answer() == null ? "" : item.answer();
    return (dataset.isEnglish() ? "The answer is therefore " : "答案是 ")
        + (dataset.isCloze() ? formula : letters);
  }
}
