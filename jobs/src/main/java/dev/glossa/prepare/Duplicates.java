package dev.glossa.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Which documents repeat others of their language. Only narrow rows move, never texts. In order:
 *
 * <ol>
 *   <li>the same id twice: the longest text stays (then the smallest hash, then the first origin);
 *   <li>the same content;
 *   <li>the same URL, among what is left;
 *   <li>near duplicates, among what is left: documents that share a MinHash band, and whatever
 *       these are connected to.
 * </ol>
 *
 * <p>Of each group the document with the highest language score stays, then the longest, then that
 * with the smallest id.
 */
final class Duplicates {

  static final String SAME_ID = "same_id";
  static final String EXACT = "exact_duplicate";
  static final String URL = "url_duplicate";
  static final String NEAR = "near_duplicate";

  /** When a document was seen that others are held against; null in those that are looked at. */
  static final String SEEN = "seen";

  private Duplicates() {}

  /**
   * @param analyzed readable rows of {@link Decisions#of}
   * @param scratch where narrow rows are kept between steps
   * @return for every row: file, offset, first_of_id (whether it stands for its id), duplicate_rule
   *     (null: no duplicate), duplicate_of, cluster_size (of the cluster it is in)
   */
  static Dataset<Row> find(Dataset<Row> analyzed, Scratch scratch) {
    return among(unseen(analyzed), scratch);
  }

  /**
   * The same where documents were seen before. Of each group the document that was seen first
   * stays.
   *
   * @param earlier those documents, each id once, with the column {@value #SEEN}, which grows; the
   *     result has no rows for them
   */
  static Dataset<Row> find(Dataset<Row> analyzed, Dataset<Row> earlier, Scratch scratch) {
    Dataset<Row> unseen = unseen(analyzed);
    return among(unseen.unionByName(earlier.select(columns(unseen))), scratch);
  }

  private static Dataset<Row> unseen(Dataset<Row> analyzed) {
    return analyzed
        .select(
            "id",
            "language",
            "language_score",
            "length",
            "content_hash",
            "url",
            "bands",
            "accepted",
            "origin")
        .withColumn(SEEN, lit(null).cast("bigint"));
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Dataset<Row> among(Dataset<Row> documents, Scratch scratch) {
    Dataset<Row> identified = scratch.keep(identified(documents));
    Dataset<Row> ids =
        identified
            .where("rank = 1 AND accepted")
            .select(
                "id",
                "language",
                "language_score",
                "length",
                "content_hash",
                "url",
                "bands",
                "copies",
                SEEN);
    Dataset<Row> byContent = scratch.keep(groups(ids, col("content_hash"), col("copies")));
    Dataset<Row> byUrl =
        scratch.keep(groups(survivors(byContent), coalesce(col("url"), unique()), col("size")));
    Dataset<Row> byBands = near(survivors(byUrl), scratch);
    Dataset<Row> resolved = resolve(byContent, byUrl, byBands);
    Dataset<Row> found =
        identified
            .where(col(SEEN).isNull())
            .join(resolved, col("id").equalTo(col("member")), "left")
            .select(
                col("file"),
                col("offset"),
                col("rank").equalTo(1).as("first_of_id"),
                when(col("rank").equalTo(1), col("rule"))
                    .when(col("content_hash").equalTo(col("first_hash")), EXACT)
                    .otherwise(SAME_ID)
                    .as("duplicate_rule"),
                when(col("rank").gt(1), coalesce(col("survivor"), col("id")))
                    .when(col("rule").isNotNull(), col("survivor"))
                    .as("duplicate_of"),
                coalesce(col("cluster_size"), col("copies")).as("cluster_size"));
    return scratch.keep(found);
  }

  /** Rows with their rank among those of the same id, and the number of their exact copies. */
  private static Dataset<Row> identified(Dataset<Row> documents) {
    WindowSpec sameId =
        Window.partitionBy("id")
            .orderBy(
                col(SEEN).asc_nulls_last(),
                col("length").desc(),
                col("content_hash"),
                col("file"),
                col("offset"));
    return documents
        .select(
            col("id"),
            col("language"),
            col("language_score"),
            col("length"),
            col("content_hash"),
            col("url"),
            col("bands"),
            col("accepted"),
            col(SEEN),
            col("origin.file").as("file"),
            col("origin.offset").as("offset"))
        .withColumn("rank", row_number().over(sameId))
        .withColumn("first_hash", first("content_hash").over(sameId))
        .withColumn("copies", count(lit(1)).over(Window.partitionBy("id", "content_hash")));
  }

  /** Rows with the survivor of their group (language and key) and the group's size. */
  private static Dataset<Row> groups(Dataset<Row> rows, Column key, Column weight) {
    Dataset<Row> keyed =
        rows.withColumn("key", key).withColumn("weight", weight).drop("size", "survivor");
    WindowSpec group = Window.partitionBy("language", "key");
    WindowSpec best =
        group.orderBy(
            col(SEEN).asc_nulls_last(),
            col("language_score").desc(),
            col("length").desc(),
            col("id"));
    return keyed
        .withColumn("survivor", first("id").over(best))
        .withColumn("size", sum("weight").over(group))
        .drop("key", "weight");
  }

  private static Dataset<Row> survivors(Dataset<Row> groups) {
    return groups.where("id = survivor");
  }

  private static Dataset<Row> near(Dataset<Row> rows, Scratch scratch) {
    Dataset<Row> buckets =
        rows.select(col("id"), col("language"), explode(col("bands")).as("band"))
            .withColumn("center", min("id").over(Window.partitionBy("language", "band")));
    Dataset<Row> components =
        ConnectedComponents.of(
            buckets
                .where("id <> center")
                .select(col("id").as("a"), col("center").as("b"))
                .distinct(),
            scratch::keep);
    Dataset<Row> joined = rows.join(components, col("id").equalTo(col("node")), "left");
    return groups(joined, coalesce(col("component"), col("id")), col("size"));
  }

  /** Follows each document from group to group to the one that stays in the end. */
  private static Dataset<Row> resolve(
      Dataset<Row> byContent, Dataset<Row> byUrl, Dataset<Row> byBands) {
    Dataset<Row> content =
        byContent.select(col("id").as("member"), col("survivor").as("content_survivor"));
    Dataset<Row> url = byUrl.select(col("id").as("url_id"), col("survivor").as("url_survivor"));
    Dataset<Row> bands =
        byBands.select(col("id").as("band_id"), col("survivor"), col("size").as("cluster_size"));
    return content
        .join(url, col("content_survivor").equalTo(col("url_id")))
        .join(bands, col("url_survivor").equalTo(col("band_id")))
        .select(
            col("member"),
            col("survivor"),
            col("cluster_size"),
            when(col("member").notEqual(col("content_survivor")), EXACT)
                .when(col("content_survivor").notEqual(col("url_survivor")), URL)
                .when(col("url_survivor").notEqual(col("survivor")), NEAR)
                .as("rule"));
  }

  /** A key that no other row has. */
  private static Column unique() {
    return concat(lit("\u0000"), col("id"));
  }
}
