package dev.glossa.prepare;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.dedup.ShingleSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Pairs of near duplicates among documents that share MinHash bands. The documents of a language
 * with the same band are a bucket, and its smallest id is its center. Every other member is paired
 * with the center, never with all members, so the pairs of a bucket are fewer than its members.
 *
 * <p>Pairs may be verified by the Jaccard similarity of their shingles. Members that are not like
 * the center, but may be like each other, then form a bucket of their own, with a new center, and
 * so on for {@value #MOST_ROUNDS} rounds; what is like none of these centers is not paired by this
 * bucket. So each pair that is found is as similar as asked for, while documents that are connected
 * by such pairs (as in a chain) may be less similar to each other.
 */
final class NearDuplicatePairs {

  private static final int MOST_ROUNDS = 5;

  /** Members of a bucket that are compared with one copy of the center's shingles. */
  private static final int MEMBERS_OF_A_COPY = 4096;

  private static final UserDefinedFunction JACCARD =
      udf(
          (UDF2<byte[], byte[], Double>)
              (a, b) -> ShingleSet.ofBytes(a).jaccard(ShingleSet.ofBytes(b)),
          DataTypes.DoubleType);

  private static final String[] BUCKET = {"language", "band"};

  private final Dataset<Row> documents;
  private final SkewedGroups groups;
  private final UnaryOperator<Dataset<Row>> keep;

  /**
   * @param documents columns id (each once), language and bands
   * @param groups finds the members of buckets, of which some may be very large
   */
  NearDuplicatePairs(Dataset<Row> documents, SkewedGroups groups) {
    this.documents = documents;
    this.groups = groups;
    this.keep = groups.keep();
  }

  /** The pairs of all buckets: columns a and b, ids. */
  Dataset<Row> all() {
    return members(buckets()).select(col("id").as("a"), col("center").as("b")).distinct();
  }

  /**
   * The pairs that are similar.
   *
   * @param minJaccard the least similarity
   * @param shinglesOf columns id and shingles ({@link ShingleSet#toBytes}) of the documents whose
   *     ids it is given
   */
  Dataset<Row> verified(double minJaccard, UnaryOperator<Dataset<Row>> shinglesOf) {
    Dataset<Row> members = keep.apply(members(buckets()));
    Dataset<Row> ids = members.select("id").union(members.select("center")).distinct();
    Dataset<Row> shingles = keep.apply(shinglesOf.apply(ids));
    Dataset<Row> found = keep.apply(similar(members, shingles, minJaccard));
    Dataset<Row> last = found;
    for (int round = 1; round < MOST_ROUNDS; round++) {
      Dataset<Row> unlike =
          members
              .join(last, col("id").equalTo(col("a")).and(col("center").equalTo(col("b"))), "anti")
              .select("id", "language", "band");
      members = keep.apply(members(keep.apply(unlike)));
      if (members.isEmpty()) {
        break;
      }
      last = keep.apply(similar(members, shingles, minJaccard));
      found = found.union(last);
    }
    return found.distinct();
  }

  private Dataset<Row> buckets() {
    return documents.select(col("id"), col("language"), explode(col("bands")).as("band"));
  }

  /** All but the centers of buckets, with their center and the bucket's size. */
  private Dataset<Row> members(Dataset<Row> buckets) {
    Dataset<Row> shared = groups.several(buckets, BUCKET);
    Dataset<Row> centers = groups.totals(shared, BUCKET, min("id").as("center"));
    return groups
        .join(shared.drop(SkewedGroups.MEMBERS), centers, "inner", BUCKET)
        .withColumnRenamed(SkewedGroups.MEMBERS, "size")
        .where("id <> center");
  }

  /**
   * Pairs of members and centers that are similar. A center of many members is copied, and each
   * copy meets some of the members, so that no task has much more to compare than others.
   */
  private static Dataset<Row> similar(
      Dataset<Row> members, Dataset<Row> shingles, double minJaccard) {
    Dataset<Row> pairs =
        members
            .groupBy(col("id").as("a"), col("center").as("b"))
            .agg(ceil(max("size").divide(MEMBERS_OF_A_COPY)).as("copies"));
    Column copyOfMember = pmod(xxhash64(col("a")), col("copies"));
    Dataset<Row> left =
        pairs
            .join(shingles, col("a").equalTo(col("id")))
            .select(
                col("a"),
                col("b"),
                col("copies"),
                copyOfMember.as("copy"),
                col("shingles").as("ours"));
    Dataset<Row> centers =
        pairs
            .select(col("b").as("center"), col("copies").as("center_copies"))
            .distinct()
            .join(shingles, col("center").equalTo(col("id")))
            .select(
                col("center"),
                col("center_copies"),
                explode(sequence(lit(0L), col("center_copies").minus(1))).as("center_copy"),
                col("shingles").as("theirs"));
    return left.join(
            centers,
            col("b")
                .equalTo(col("center"))
                .and(col("copies").equalTo(col("center_copies")))
                .and(col("copy").equalTo(col("center_copy"))))
        .where(JACCARD.apply(col("ours"), col("theirs")).geq(minJaccard))
        .select("a", "b");
  }
}
