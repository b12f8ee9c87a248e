package dev.glossa.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which documents repeat others of their language. Only narrow rows move; of texts only those that
 * are to be verified as near duplicates. In order:
 *
 * <ol>
 *   <li>the same id twice: the longest text stays (then the smallest hash, then the first origin);
 *   <li>the same content;
 *   <li>the same URL, among what is left;
 *   <li>near duplicates, among what is left: {@link NearDuplicatePairs}, and whatever these are
 *       connected to.
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

  private final DeduplicationSettings settings;
  private final Measurement measurement;
  private final UnaryOperator<Dataset<Row>> keep;

  /**
   * @param measurement made the bands
   * @param keep computes rows once
   */
  Duplicates(
      DeduplicationSettings settings, Measurement measurement, UnaryOperator<Dataset<Row>> keep) {
    this.settings = settings;
    this.measurement = measurement;
    this.keep = keep;
  }

  /**
   * @param analyzed readable rows of {@link Decisions#of}
   * @return for every row: file, offset, first_of_id (whether it stands for its id), duplicate_rule
   *     (null: no duplicate), duplicate_of, cluster_size (of the cluster it is in)
   */
  Dataset<Row> find(Dataset<Row> analyzed) {
    return among(unseen(analyzed), analyzed.select("origin", "text"));
  }

  /**
   * The same where documents were seen before. Of each group the document that was seen first
   * stays.
   *
   * @param earlier those documents, each id once, with the column {@value #SEEN}, which grows; the
   *     result has no rows for them
   */
  Dataset<Row> find(Dataset<Row> analyzed, Dataset<Row> earlier) {
    Dataset<Row> unseen = unseen(analyzed);
    return among(
        unseen.unionByName(earlier.select(columns(unseen))),
        analyzed.select("origin", "text").unionByName(earlier.select("origin", "text")));
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

  private Dataset<Row> among(Dataset<Row> documents, Dataset<Row> texts) {
    Dataset<Row> identified = keep.apply(identified(documents));
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
                SEEN,
                "file",
                "offset");
    Dataset<Row> byContent = keep.apply(groups(ids, col("content_hash"), col("copies")));
    Dataset<Row> byUrl =
        keep.apply(groups(survivors(byContent), coalesce(col("url"), unique()), col("size")));
    Dataset<Row> byBands = near(survivors(byUrl), texts);
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
    return keep.apply(found);
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

  private Dataset<Row> near(Dataset<Row> rows, Dataset<Row> texts) {
    NearDuplicatePairs candidates = new NearDuplicatePairs(rows, keep);
    Dataset<Row> pairs =
        settings.minJaccard() == null
            ? candidates.all()
            : candidates.verified(
                settings.minJaccard(), ids -> shingles(rows.join(ids, "id"), texts));
    Dataset<Row> components = ConnectedComponents.of(pairs, keep);
    Dataset<Row> joined = rows.join(components, col("id").equalTo(col("node")), "left");
    return groups(joined, coalesce(col("component"), col("id")), col("size"));
  }

  private Dataset<Row> shingles(Dataset<Row> rows, Dataset<Row> texts) {
    UserDefinedFunction shingles =
        udf((UDF2<String, String, byte[]>) measurement::shingles, DataTypes.BinaryType);
    return rows.join(
            texts,
            col("file")
                .equalTo(col("origin.file"))
                .and(col("offset").equalTo(col("origin.offset"))))
        .select(col("id"), shingles.apply(col("text"), col("language")).as("shingles"));
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
