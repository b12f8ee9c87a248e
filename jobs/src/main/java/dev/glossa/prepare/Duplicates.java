package dev.glossa.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
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

  private static final String[] GROUP = {"language", "key"};

  private final DeduplicationSettings settings;
  private final Measurement measurement;
  private final SkewedGroups groups;
  private final UnaryOperator<Dataset<Row>> keep;

  /**
   * @param measurement made the bands
   * @param keep computes rows once
   */
  Duplicates(
      DeduplicationSettings settings, Measurement measurement, UnaryOperator<Dataset<Row>> keep) {
    this(settings, measurement, new SkewedGroups(keep));
  }

  Duplicates(DeduplicationSettings settings, Measurement measurement, SkewedGroups groups) {
    this.settings = settings;
    this.measurement = measurement;
    this.groups = groups;
    this.keep = groups.keep();
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
    Dataset<Row> rows =
        keep.apply(
            documents.select(
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
                col("origin.offset").as("offset")));
    return new Duplicates(settings, measurement, groups.among(rows.count())).amongKept(rows, texts);
  }

  /** The same of rows that are computed, with groups for as many. */
  private Dataset<Row> amongKept(Dataset<Row> rows, Dataset<Row> texts) {
    Dataset<Row> identified = keep.apply(identified(rows));
    Dataset<Row> ids =
        identified
            .where("first_of_id AND accepted")
            .select(
                "id",
                "language",
                "language_score",
                "length",
                "content_hash",
                "url",
                "bands",
                "copies",
                "records",
                SEEN,
                "file",
                "offset");
    Dataset<Row> byContent = keep.apply(groups(ids, col("content_hash"), col("copies")));
    Dataset<Row> byUrl =
        keep.apply(groups(survivors(byContent), coalesce(col("url"), unique()), col("size")));
    Dataset<Row> byBands = near(survivors(byUrl), texts);
    Dataset<Row> resolved = keep.apply(resolve(byContent, byUrl, byBands));
    Dataset<Row> found =
        groups
            .join(identified.where(col(SEEN).isNull()), resolved, "left", "id")
            .select(
                col("file"),
                col("offset"),
                col("first_of_id"),
                when(col("first_of_id"), col("rule"))
                    .when(col("content_hash").equalTo(col("first_hash")), EXACT)
                    .otherwise(SAME_ID)
                    .as("duplicate_rule"),
                when(not(col("first_of_id")), coalesce(col("survivor"), col("id")))
                    .when(col("rule").isNotNull(), col("survivor"))
                    .as("duplicate_of"),
                coalesce(col("cluster_size"), col("copies")).as("cluster_size"));
    return keep.apply(found);
  }

  /**
   * Rows with first_of_id, the content hash of the one that is first, and how many records have the
   * same id, and of these the same content (copies).
   */
  private Dataset<Row> identified(Dataset<Row> rows) {
    Column rank =
        struct(
            seenFirst(),
            negate(col("length")).as("shortness"),
            col("content_hash"),
            col("file"),
            col("offset"));
    Dataset<Row> sameId =
        groups.several(rows.select(col("id"), col("content_hash"), rank.as("rank")), "id");
    Dataset<Row> firsts = groups.totals(sameId, new String[] {"id"}, min("rank").as("first"));
    Dataset<Row> copies = sameId.groupBy("id", "content_hash").agg(count(lit(1)).as("copies"));
    Dataset<Row> contents =
        keep.apply(
            groups
                .join(copies, firsts, "inner", "id")
                .withColumnRenamed(SkewedGroups.MEMBERS, "records")
                .withColumnRenamed("copies", SkewedGroups.MEMBERS));
    return groups
        .join(rows, contents, "left", "id", "content_hash")
        .withColumn("first_of_id", col("first").isNull().or(col("first").eqNullSafe(rank)))
        .withColumn("first_hash", coalesce(col("first.content_hash"), col("content_hash")))
        .withColumn("copies", coalesce(col(SkewedGroups.MEMBERS), lit(1L)))
        .withColumn("records", coalesce(col("records"), lit(1L)))
        .drop("first", SkewedGroups.MEMBERS);
  }

  /**
   * Rows with the survivor of their group (language and key), their own weight and the group's
   * (size).
   */
  private Dataset<Row> groups(Dataset<Row> rows, Column key, Column weight) {
    Dataset<Row> keyed =
        rows.withColumn("key", key).withColumn("weight", weight).drop("size", "survivor");
    Column rank =
        struct(
            seenFirst(),
            negate(col("language_score")).as("doubt"),
            negate(col("length")).as("shortness"),
            col("id"));
    Dataset<Row> several =
        groups.several(
            keyed.select(col("language"), col("key"), col("weight"), rank.as("rank")), GROUP);
    Dataset<Row> totals =
        groups.totals(several, GROUP, min("rank").as("best"), sum("weight").as("sum"));
    return groups
        .join(keyed, totals, "left", GROUP)
        .withColumn("survivor", coalesce(col("best.id"), col("id")))
        .withColumn("size", coalesce(col("sum"), col("weight")))
        .drop("key", "best", "sum", SkewedGroups.MEMBERS);
  }

  /** Orders rows by when they were seen, those that are looked at last. */
  private static Column seenFirst() {
    return coalesce(col(SEEN), lit(Long.MAX_VALUE)).as(SEEN);
  }

  private static Dataset<Row> survivors(Dataset<Row> groups) {
    return groups.where("id = survivor");
  }

  private Dataset<Row> near(Dataset<Row> rows, Dataset<Row> texts) {
    NearDuplicatePairs candidates = new NearDuplicatePairs(rows, groups);
    Dataset<Row> pairs =
        settings.minJaccard() == null
            ? candidates.all()
            : candidates.verified(
                settings.minJaccard(), ids -> shingles(rows.join(ids, "id"), texts));
    Dataset<Row> components = ConnectedComponents.of(pairs, groups);
    Dataset<Row> joined =
        rows.select("id", "language", "language_score", "length", SEEN, "size")
            .join(components, col("id").equalTo(col("node")), "left");
    return groups(keep.apply(joined), coalesce(col("component"), col("id")), col("size"));
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

  /**
   * Follows each document from group to group to the one that stays in the end. As many as the
   * weight of a survivor may have been its group before.
   */
  private Dataset<Row> resolve(Dataset<Row> byContent, Dataset<Row> byUrl, Dataset<Row> byBands) {
    Dataset<Row> content =
        byContent.select(col("id"), col("survivor").as("content_survivor"), col("records"));
    Dataset<Row> url =
        byUrl.select(
            col("id").as("content_survivor"),
            col("survivor").as("url_survivor"),
            col("weight").as(SkewedGroups.MEMBERS));
    Dataset<Row> bands =
        byBands.select(
            col("id").as("url_survivor"),
            col("survivor"),
            col("size").as("cluster_size"),
            col("weight").as(SkewedGroups.MEMBERS));
    Dataset<Row> followed =
        keep.apply(
            groups.join(content, url, "inner", "content_survivor").drop(SkewedGroups.MEMBERS));
    return groups
        .join(followed, keep.apply(bands), "inner", "url_survivor")
        .select(
            col("id"),
            col("survivor"),
            col("cluster_size"),
            when(col("id").notEqual(col("content_survivor")), EXACT)
                .when(col("content_survivor").notEqual(col("url_survivor")), URL)
                .when(col("url_survivor").notEqual(col("survivor")), NEAR)
                .as("rule"),
            col("records").as(SkewedGroups.MEMBERS));
  }

  /** A key that no other row has. */
  private static Column unique() {
    return concat(lit("\u0000"), col("id"));
  }
}
