package dev.glossa.evaluate;

import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Items that are asked together: they follow each other in one subject, so that their prompts begin
 * alike. Which these are depends on the items alone, and with them all numbers, to the bit.
 */
record ItemBatch<T extends Item>(List<T> items) implements Serializable {

  ItemBatch {
    items = List.copyOf(items);
  }

  /**
   * What is weighed of an item, and the row that is made of it.
   *
   * @param row of log p of the texts
   */
  record Question(Weighing weighing, Function<double[], Row> row) {}

  /** Writes the question of an item; it must not depend on other items. */
  interface Writer<T> extends Serializable {
    /**
     * @throws UnansweredException if the item cannot be asked
     */
    Question write(T item, LanguageModel model, Tokenizer tokenizer) throws UnansweredException;
  }

  /**
   * All items in their order.
   *
   * @param most how many are asked together at most
   */
  static <T extends Item> List<ItemBatch<T>> of(List<T> items, int most) {
    List<ItemBatch<T>> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= items.size(); to++) {
      if (to == items.size()
          || to - from == most
          || !items.get(to).subject().equals(items.get(from).subject())) {
        batches.add(new ItemBatch<>(items.subList(from, to)));
        from = to;
      }
    }
    return batches;
  }

  /**
   * Rows of all items in their order, whose texts are weighed; one that cannot be asked counts as
   * wrong.
   */
  List<Row> weighed(String task, Writer<T> writer, LanguageModel model, Tokenizer tokenizer) {
    Row[] rows = new Row[items.size()];
    List<Integer> asked = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      try {
        questions.add(writer.write(items.get(i), model, tokenizer));
        asked.add(i);
      } catch (UnansweredException e) {
        rows[i] = ItemTable.unasked(task, items.get(i), e.getMessage());
      }
    }
    List<double[]> scores =
        Weighing.all(model, questions.stream().map(Question::weighing).toList());
    for (int q = 0; q < questions.size(); q++) {
      rows[asked.get(q)] = questions.get(q).row().apply(scores.get(q));
    }
    return List.of(rows);
  }

  /** Rows of all items in their order, which are answered in words. */
  <A extends Answerer> List<Row> answered(
      WordQuestion.Writer<T, A> writer, WordQuestion.Unanswered<T> unanswered, A answerer) {
    Row[] rows = new Row[items.size()];
    List<Integer> asked = new ArrayList<>();
    List<WordQuestion> questions = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      try {
        questions.add(writer.write(items.get(i), answerer));
        asked.add(i);
      } catch (UnansweredException e) {
        rows[i] = unanswered.row(items.get(i), e.getMessage());
      }
    }
    List<Answerer.Reply> replies =
        answerer.answers(questions.stream().map(WordQuestion::request).toList());
    for (int q = 0; q < questions.size(); q++) {
      int i = asked.get(q);
      try {
        rows[i] = questions.get(q).row().apply(replies.get(q).orThrow());
      } catch (UnansweredException e) {
        rows[i] =
            ItemTable.asked(
                unanswered.row(items.get(i), e.getMessage()), questions.get(q).request());
      }
    }
    return List.of(rows);
  }
}
