package dev.glossa.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.job.GlossaException;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Connected components of a graph, by the alternation of large-star and small-star (Kiveris et al.,
 * Connected Components in MapReduce and Beyond, 2014). Every step is a shuffle of edges; nothing is
 * gathered on one machine, and a node of many edges is sorted, not held in memory.
 */
final class ConnectedComponents {

  /** The number of steps grows with the logarithm of the longest chain. */
  private static final int MOST_STEPS = 60;

  private ConnectedComponents() {}

  /**
   * The component of every node that has an edge, known by its smallest node.
   *
   * @param edges columns a and b, node names
   * @param keep computes rows once and cuts off where they came from
   * @return columns node and component; the smallest node itself has no row
   */
  static Dataset<Row> of(Dataset<Row> edges, UnaryOperator<Dataset<Row>> keep) {
    Dataset<Row> current = keep.apply(directed(edges));
    Row fingerprint = fingerprint(current);
    if (fingerprint.getLong(0) == 0) {
      return result(current);
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      Dataset<Row> next = keep.apply(smallStar(largeStar(current)));
      Row nextFingerprint = fingerprint(next);
      current = next;
      if (nextFingerprint.equals(fingerprint)) {
        return result(current);
      }
      fingerprint = nextFingerprint;
    }
    throw GlossaException.failure(
        "The duplicate clusters did not settle within %d steps; run with fewer documents at once.",
        MOST_STEPS);
  }

  private static Dataset<Row> result(Dataset<Row> edges) {
    return edges.select(col("a").as("node"), col("b").as("component"));
  }

  /** Each edge once, from the greater to the smaller node. */
  private static Dataset<Row> directed(Dataset<Row> edges) {
    Dataset<Row> down = edges.where("a > b").select("a", "b");
    Dataset<Row> up = edges.where("a < b").select(col("b").as("a"), col("a").as("b"));
    return down.union(up).distinct();
  }

  /** Every node joins its greater neighbours to the smallest of its neighbourhood. */
  private static Dataset<Row> largeStar(Dataset<Row> edges) {
    Dataset<Row> both = edges.union(edges.select(col("b").as("a"), col("a").as("b")));
    return both.withColumn("smallest", least(col("a"), min("b").over(Window.partitionBy("a"))))
        .where("b > a")
        .select(col("b").as("a"), col("smallest").as("b"))
        .distinct();
  }

  /** Every node joins itself and its smaller neighbours to the smallest of them. */
  private static Dataset<Row> smallStar(Dataset<Row> edges) {
    Dataset<Row> smallest = edges.withColumn("smallest", min("b").over(Window.partitionBy("a")));
    Dataset<Row> neighbours =
        smallest.where("b <> smallest").select(col("b").as("a"), col("smallest").as("b"));
    return smallest.select(col("a"), col("smallest").as("b")).union(neighbours).distinct();
  }

  private static Row fingerprint(Dataset<Row> edges) {
    return edges.agg(count(lit(1)), sum(xxhash64(col("a"), col("b")).cast("decimal(38,0)"))).head();
  }
}
