package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.benchmark.ChoiceQuestion;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Letters chosen by what a server tells of the likeliest tokens. */
class LettersOfServersTest {
  private static final ChoiceItem ITEM =
      new ChoiceItem(
          "law", 0, new ChoiceQuestion("Which?", List.of("1", "2", "3", "4"), "C", null));

  @Test
  void theLikelierOfALetterWithAndWithoutASpaceCounts() {
    Row row = weigh(Map.of("A", -2.0, " C", -1.0, "C", -7.0, "other", -0.5));

    Double[] scores = row.getAs(ItemTable.SCHEMA.fieldIndex("option_log_likelihoods"));
    assertThat(scores).containsExactly(-2.0, -100.0, -1.0, -100.0);
    assertThat((String) row.getAs(ItemTable.SCHEMA.fieldIndex("prediction"))).isEqualTo("C");
    assertThat((boolean) row.getAs(ItemTable.SCHEMA.fieldIndex("correct"))).isTrue();
    assertThat((long) row.getAs(ItemTable.SCHEMA.fieldIndex("prompt_tokens"))).isEqualTo(21);
  }

  @Test
  void withoutAnyLetterAmongThemTheFirstIsTheAnswer() {
    Row row = weigh(Map.of("other", -0.5));

    assertThat((String) row.getAs(ItemTable.SCHEMA.fieldIndex("prediction"))).isEqualTo("A");
    assertThat((boolean) row.getAs(ItemTable.SCHEMA.fieldIndex("correct"))).isFalse();
  }

  private static Row weigh(Map<String, Double> told) {
    return OptionScores.weighNext("ceval", ITEM, "Which?", 0, new Server(told));
  }

  /**
   * @param told log-probabilities of the likeliest tokens
   */
  private record Server(Map<String, Double> told) implements Answerer {
    @Override
    public boolean chats() {
      return false;
    }

    @Override
    public Answer complete(String prompt, Limits limits) throws UnansweredException {
      throw new UnansweredException("It only tells probabilities.");
    }

    @Override
    public Answer chat(List<ChatMessage> messages, Limits limits) throws UnansweredException {
      throw new UnansweredException("It only tells probabilities.");
    }

    @Override
    public boolean fits(String prompt) {
      return true;
    }

    @Override
    public Next nextLogProbabilities(String prompt, List<String> texts, int among) {
      return new Next(
          texts.stream()
              .mapToDouble(text -> told.getOrDefault(text, Double.NEGATIVE_INFINITY))
              .toArray(),
          21,
          1);
    }
  }
}
