package dev.glossa.evaluate;

import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * An item of {@link ItemTable} without its texts.
 *
 * @param correct null where nothing is right or wrong
 * @param correctPerCharacter whether the option that is likeliest per character is right; null
 *     where nobody asked for it
 * @param points earned, null where there are none, and so those that could be earned
 * @param logLikelihood in nats, null but for documents, and so the counts behind it
 */
record EvaluatedItem(
    Key key,
    String prediction,
    String gold,
    Boolean correct,
    Boolean correctPerCharacter,
    Double points,
    Double pointsOf,
    Double logLikelihood,
    Long tokens,
    Long words,
    Long bytes) {

  static final String[] COLUMNS = {
    "task",
    "subject",
    "id",
    "prediction",
    "gold",
    "correct",
    "correct_per_character",
    "points",
    "points_of",
    "log_likelihood",
    "tokens",
    "words",
    "bytes"
  };

  /**
   * @param subject null for none
   * @param occurrence 0, and counted on where an id occurs again
   */
  record Key(String task, String subject, String id, int occurrence) {
    Key next() {
      return new Key(task, subject, id, occurrence + 1);
    }
  }

  /** The key of a row if its id does not occur again. */
  static Key key(Row row) {
    return new Key(row.getAs("task"), row.getAs("subject"), row.getAs("id"), 0);
  }

  static EvaluatedItem of(Key key, Row row) {
    return new EvaluatedItem(
        key,
        row.getAs("prediction"),
        row.getAs("gold"),
        row.getAs("correct"),
        row.getAs("correct_per_character"),
        row.getAs("points"),
        row.getAs("points_of"),
        row.getAs("log_likelihood"),
        row.getAs("tokens"),
        row.getAs("words"),
        row.getAs("bytes"));
  }

  /**
   * Whether both were asked the same, as far as the table says it: of an item that could not be
   * asked, as one that is longer than a model's context, it says less.
   */
  boolean asksTheSameAs(EvaluatedItem other) {
    boolean bothAreRead = logLikelihood != null && other.logLikelihood != null;
    return Objects.equals(gold, other.gold)
        && (!bothAreRead
            || (Objects.equals(words, other.words) && Objects.equals(bytes, other.bytes)));
  }
}
