package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Histograms of every measure in every language. Shares have bins of 0.02 up to 1 and one above,
 * mean lengths and stop words bins of 1, numbers of words or lines and perplexities a bin for each
 * power of two.
 */
final class Statistics {

  /** Measures that count lines, paragraphs, words or n-grams. */
  private static final String COUNTS =
      "^(c4_.*|.*_lines|.*_paragraphs|blocked_words|blocked_url_(soft_)?words|contamination\\..*)$";

  private static final double SHARE_BINS = 50;

  private Statistics() {}

  /**
   * @param documents rows of the table {@code documents}
   * @return language, rule, lower, upper, count
   */
  static Dataset<Row> of(Dataset<Row> documents) {
    Column measures = map_concat(col("measures"), expr("map('language_score', language_score)"));
    Column rule = col("rule");
    Column value = col("value");
    Column words =
        rule.isin("gopher_short_doc", "gopher_long_doc", Measurement.PERPLEXITY)
            .or(rule.rlike(COUNTS));
    Column units =
        rule.isin(
            "gopher_below_avg_threshold", "gopher_above_avg_threshold", "gopher_enough_stop_words");
    Column power = floor(log2(value));
    return documents
        .select(col("language"), explode(measures).as(new String[] {"rule", "value"}))
        .withColumn(
            "lower",
            when(words, when(value.lt(1), 0.0).otherwise(pow(lit(2.0), power)))
                .when(units, floor(value).cast("double"))
                .when(value.geq(1), 1.0)
                .otherwise(floor(value.multiply(SHARE_BINS)).divide(SHARE_BINS)))
        .withColumn(
            "upper",
            when(words, when(value.lt(1), 1.0).otherwise(pow(lit(2.0), power.plus(1))))
                .when(units, floor(value).plus(1).cast("double"))
                .when(value.geq(1), Double.POSITIVE_INFINITY)
                .otherwise(floor(value.multiply(SHARE_BINS)).plus(1).divide(SHARE_BINS)))
        .groupBy("language", "rule", "lower", "upper")
        .agg(count(lit(1)).as("count"));
  }
}
