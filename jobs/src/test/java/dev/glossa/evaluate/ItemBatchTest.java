package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.inference.LanguageModel;
import dev.glossa.tokenizer.Tokenizer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ItemBatchTest {
  private static final ChoiceQuestion QUESTION =
      new ChoiceQuestion("", List.of("", "", "", ""), "B", null);

  private final BigramModel.Source source = new BigramModel.Source(20, "batches");

  @Test
  void itemsOfASubjectFollowEachOtherUpToTheNumber() {
    List<ItemBatch<ChoiceItem>> batches =
        ItemBatch.of(items("law", "law", "law", "physics", "law"), 2);

    assertThat(batches).extracting(batch -> batch.items().size()).containsExactly(2, 1, 1, 1);
    assertThat(batches.stream().flatMap(batch -> batch.items().stream()))
        .containsExactlyElementsOf(items("law", "law", "law", "physics", "law"));
    assertThat(ItemBatch.<ChoiceItem>of(List.of(), 2)).isEmpty();
  }

  @Test
  void aQuestionThatCannotBeAskedIsListedAndTheOthersAreWeighed() {
    List<Row> rows =
        new ItemBatch<>(items("a", "xx", "b"))
            .weighed("letters", ItemBatchTest::write, source.load(), source.tokenizer());

    assertThat(rows).extracting(row -> cell(row, "subject")).containsExactly("a", "xx", "b");
    assertThat(rows)
        .extracting(row -> cell(row, "error"))
        .containsExactly(null, "It cannot be written.", null);
    // after "a" comes "b", after "b" comes "c"
    assertThat((Double) cell(rows.get(0), "log_likelihood")).isCloseTo(Math.log(0.5), within(1e-6));
    assertThat((Double) cell(rows.get(2), "log_likelihood")).isLessThan(Math.log(0.01));
  }

  @Test
  void whatCannotBeAskedOrAnsweredIsListedAndTheOthersAreAnswered() {
    String tooLong = "x".repeat(20);
    List<Row> rows =
        new ItemBatch<>(items("a", "xx", tooLong, "c"))
            .answered(
                ItemBatchTest::ask,
                (item, sentence) -> ItemTable.unasked("words", item, sentence),
                new ModelAnswerer(source.load(), source.tokenizer(), false, null));

    assertThat(rows)
        .extracting(row -> cell(row, "subject"))
        .containsExactly("a", "xx", tooLong, "c");
    assertThat(rows)
        .extracting(row -> cell(row, "output"))
        .containsExactly("bcd", null, null, "de");
    assertThat(rows)
        .extracting(row -> cell(row, "error"))
        .containsExactly(
            null,
            "It cannot be written.",
            "The prompt has 20 tokens, which leaves no room in the model's context of 20 tokens.",
            null);
    assertThat(rows)
        .extracting(row -> cell(row, "prompt"))
        .containsExactly(null, null, tooLong, null);
  }

  /** Continues the name of the subject, by three tokens or up to an "f". */
  private static WordQuestion ask(ChoiceItem item, Answerer answerer) throws UnansweredException {
    if (item.subject().equals("xx")) {
      throw new UnansweredException("It cannot be written.");
    }
    return new WordQuestion(
        new Answerer.Text(item.subject(), new Answerer.Limits(3, List.of("f"))),
        answer -> ItemTable.of("words", item).answer(answer).row());
  }

  /** How likely "b" is after the name of the subject. */
  private static ItemBatch.Question write(ChoiceItem item, LanguageModel model, Tokenizer tokenizer)
      throws UnansweredException {
    if (item.subject().length() > 1) {
      throw new UnansweredException("It cannot be written.");
    }
    return new ItemBatch.Question(
        Weighing.following(tokenizer, -1, item.subject(), List.of("b"), Integer.MAX_VALUE),
        scores ->
            ItemTable.of("letters", item)
                .likelihood(new Perplexities.Scored(scores[0], 1, 1, 1))
                .row());
  }

  private static Object cell(Row row, String column) {
    return row.get(ItemTable.SCHEMA.fieldIndex(column));
  }

  private static List<ChoiceItem> items(String... subjects) {
    return Stream.of(subjects).map(subject -> new ChoiceItem(subject, 0, QUESTION)).toList();
  }
}
