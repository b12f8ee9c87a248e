package dev.glossa.prepare;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What all rows with the same key have together, brought to each of them, however many they are: a
 * page of a million copies is a group of a million rows, which a window function would put through
 * one task.
 *
 * <ol>
 *   <li>Rows are counted by key. Spark adds up within each task first, so a group of any size
 *       becomes a few partial counts. Most keys have one row, and are done with.
 *   <li>The other totals are made of the rest in the same way.
 *   <li>Totals come to the rows by a join. Rows of a <em>hot</em> key stay where they are, and its
 *       totals come to all of them; such keys are so few (rows / {@link #hot} at most) that every
 *       task can have them. Only the other rows are shuffled, so no task gets many of one key.
 * </ol>
 *
 * <p>Rows are read several times. Keys are not null.
 *
 * @param keep computes rows once
 * @param hot a key of more rows than this is hot
 */
record SkewedGroups(UnaryOperator<Dataset<Row>> keep, long hot) {

  /** The column of totals that says how many rows have the key, or at most have it. */
  static final String MEMBERS = "members";

  /** What a task does in a moment, and so many rows for a key that a broadcast of them is small. */
  private static final long HOT = 100_000;

  /** Of so few rows that no key is hot. */
  private static final long NEVER = Long.MAX_VALUE;

  SkewedGroups(UnaryOperator<Dataset<Row>> keep) {
    this(keep, HOT);
  }

  /** The same for so many rows: where they are few, no join looks for hot keys. */
  SkewedGroups among(long rows) {
    return rows > hot ? this : new SkewedGroups(keep, NEVER);
  }

  /** The rows whose key others have too, with {@value #MEMBERS}. */
  Dataset<Row> several(Dataset<Row> rows, String... key) {
    Dataset<Row> sizes =
        keep.apply(
            rows.groupBy(columns(key)).agg(count(lit(1)).as(MEMBERS)).where(col(MEMBERS).gt(1)));
    return keep.apply(join(rows, sizes, "inner", key));
  }

  /**
   * The totals of each key.
   *
   * @param several rows of {@link #several} for the same key
   * @return the key, {@value #MEMBERS} and the totals
   */
  Dataset<Row> totals(Dataset<Row> several, String[] key, Column... totals) {
    return keep.apply(several.groupBy(columns(key)).agg(max(MEMBERS).as(MEMBERS), totals));
  }

  /**
   * Joins rows with what is there once for a key.
   *
   * @param once each key at most once, with {@value #MEMBERS}
   * @param type inner or left
   */
  Dataset<Row> join(Dataset<Row> rows, Dataset<Row> once, String type, String... key) {
    if (hot == NEVER) {
      return rows.join(once, key, type);
    }
    Dataset<Row> hotKeys = broadcast(once.where(col(MEMBERS).gt(hot)));
    return rows.join(hotKeys, key, "inner")
        .unionByName(
            rows.join(hotKeys, key, "left_anti")
                .join(once.where(col(MEMBERS).leq(hot)), key, type));
  }

  private static Column[] columns(String... names) {
    return Stream.of(names).map(functions::col).toArray(Column[]::new);
  }
}
