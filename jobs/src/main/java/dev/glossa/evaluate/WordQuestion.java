package dev.glossa.evaluate;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * An item that is answered in words.
 *
 * @param request what the model is asked
 * @param row of its answer
 */
record WordQuestion(Answerer.Request request, Function<Answer, Row> row) {

  /**
   * Writes the question of an item; it must not depend on other items.
   *
   * @param <A> what else of the model is asked for it
   */
  interface Writer<T, A extends Answerer> extends Serializable {
    /**
     * @throws UnansweredException if the item cannot be asked
     */
    WordQuestion write(T item, A answerer) throws UnansweredException;
  }

  /** The row of an item without an answer; the sentence says why there is none. */
  interface Unanswered<T> extends Serializable {
    Row row(T item, String sentence);
  }
}
