package dev.glossa.prepare;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * What becomes of every record: the rows of the tables {@code documents}, {@code corpus} and {@code
 * rejects}. A record is in exactly one of corpus and rejects.
 *
 * @param records rows of {@link Decisions#of} with the columns of {@link RepeatedPassages#find},
 *     bytes (of the text in UTF-8), beginning (as much of what may be shown as an excerpt needs),
 *     clean_text (never null where there is a text) and kind: null for the corpus
 */
record Outcome(Dataset<Row> records) {

  /** Why a record is not in the corpus, the first that holds. */
  static final List<String> KINDS =
      List.of("unreadable", "blocked", "contaminated", "language", "duplicate", "rule");

  /** A document's text without personal data and what was cut from it. */
  static final Column CLEAN_TEXT = coalesce(col("clean_text"), col("text"));

  private static final int EXCERPT_BYTES = 4096;

  private static final UserDefinedFunction EXCERPT =
      udf((UDF1<String, String>) Outcome::excerpt, DataTypes.StringType);

  /**
   * Joins what was found in the text with what was found among all. What is made of texts is made
   * before, so that a table moves no more of them than it shows.
   *
   * @param decided rows of {@link Decisions#of}
   * @param repeats rows of {@link RepeatedPassages#find}
   */
  static Outcome of(Dataset<Row> decided, Dataset<Row> repeats) {
    Column keptOut = ScreeningRules.kind(col("failed"));
    Column kind =
        when(col("error").isNotNull(), "unreadable")
            .when(keptOut.isNotNull(), keptOut)
            .when(not(col("accepted")), "language")
            .when(col("duplicate_rule").isNotNull(), "duplicate")
            .when(size(col("failed")).gt(0), "rule");
    Dataset<Row> joined =
        decided
            .withColumn("bytes", octet_length(col("text")).cast("bigint"))
            .withColumn("beginning", substring(CLEAN_TEXT, 1, EXCERPT_BYTES))
            .withColumn("clean_text", CLEAN_TEXT)
            .join(
                repeats,
                col("origin.file")
                    .equalTo(col("file"))
                    .and(col("origin.offset").equalTo(col("offset"))),
                "left");
    Column lost = col("accepted").and(col("loss").isNotNull());
    return new Outcome(
        joined
            .withColumn(
                "measures",
                when(lost, map_concat(col("measures"), col("loss.measures")))
                    .otherwise(col("measures")))
            .withColumn(
                "failed",
                when(lost, concat(col("failed"), col("loss.failed"))).otherwise(col("failed")))
            .withColumn("kind", kind)
            .drop("file", "offset", "loss"));
  }

  /** One row for every id. */
  Dataset<Row> documents() {
    return records
        .where("first_of_id")
        .select(
            "id",
            "url",
            "origin",
            "language",
            "language_score",
            "text",
            "metadata",
            "content_hash",
            "measures");
  }

  /** What is kept, without personal data. */
  Dataset<Row> corpus() {
    return records
        .where("kind IS NULL")
        .select(
            col("id"),
            col("url"),
            col("language"),
            col("language_score"),
            RepeatedPassages.without(col("clean_text"), col("repeated")).as("text"),
            col("metadata"),
            col("cluster_size"));
  }

  /** What is dropped, with every reason. */
  Dataset<Row> rejects() {
    Column duplicate =
        array(
            struct(
                col("duplicate_rule").as("rule"),
                col("cluster_size").cast("double").as("value"),
                lit(1.0).as("bound")));
    Column failed = coalesce(col("failed"), array().cast(Decisions.REASONS));
    Column isDuplicate = col("kind").equalTo("duplicate");
    return records
        .where("kind IS NOT NULL")
        .select(
            col("id"),
            col("url"),
            col("origin"),
            col("language"),
            EXCERPT.apply(col("beginning")).as("text"),
            col("kind"),
            when(isDuplicate, concat(duplicate, failed)).otherwise(failed).as("reasons"),
            when(isDuplicate, col("duplicate_of")).as("duplicate_of"),
            when(
                    isDuplicate.and(col("duplicate_rule").equalTo(Duplicates.SAME_ID)),
                    "another document has the same id and another text")
                .otherwise(col("message"))
                .as("message"));
  }

  /** The beginning of a text, at most 4 KiB of UTF-8, cut between characters. */
  private static String excerpt(String text) {
    if (text == null || text.length() * 3L <= EXCERPT_BYTES) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(EXCERPT_BYTES, bytes.length);
    while (end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
