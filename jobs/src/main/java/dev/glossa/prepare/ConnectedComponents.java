package dev.glossa.prepare;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.job.GlossaException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Connected components of a graph, by the alternation of large-star and small-star (Kiveris et al.,
 * Connected Components in MapReduce and Beyond, 2014). Every step is a shuffle of edges; nothing is
 * gathered on one machine, and a node of very many edges is no task of its own.
 */
final class ConnectedComponents {

  /** The number of steps grows with the logarithm of the longest chain. */
  private static final int MOST_STEPS = 60;

  /** The column of a fingerprint that has the most edges of a node, or null without edges. */
  private static final int MOST_EDGES = 2;

  private ConnectedComponents() {}

  /**
   * The component of every node that has an edge, known by its smallest node.
   *
   * @param edges columns a and b, node names
   * @param groups says from how many edges on a node is hot
   * @return columns node and component; the smallest node itself has no row
   */
  static Dataset<Row> of(Dataset<Row> edges, SkewedGroups groups) {
    Dataset<Row> current = groups.keep().apply(directed(edges));
    Row fingerprint = fingerprint(current);
    for (int step = 0; step < MOST_STEPS; step++) {
      if (fingerprint.isNullAt(MOST_EDGES)) {
        return result(current);
      }
      Dataset<Row> next =
          groups.keep().apply(next(current, fingerprint.getLong(MOST_EDGES), groups));
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

  /**
   * Large-star, then small-star. A node has no more smaller neighbours after large-star than
   * before, so where no node has very many edges none gets them in between.
   */
  private static Dataset<Row> next(Dataset<Row> edges, long mostEdges, SkewedGroups groups) {
    if (mostEdges <= groups.hot()) {
      return smallStar(withSmallest(largeStar(withSmallest(bothWays(edges)))));
    }
    Dataset<Row> large = largeStar(withSmallest(bothWays(edges), groups));
    return smallStar(withSmallest(groups.keep().apply(large), groups));
  }

  private static Dataset<Row> bothWays(Dataset<Row> edges) {
    return edges.union(edges.select(col("b").as("a"), col("a").as("b")));
  }

  /** Edges with the smallest neighbour of their node a. */
  private static Dataset<Row> withSmallest(Dataset<Row> edges) {
    return edges.withColumn("smallest", min("b").over(Window.partitionBy("a")));
  }

  /** The same where a node may have very many edges. */
  private static Dataset<Row> withSmallest(Dataset<Row> edges, SkewedGroups groups) {
    Dataset<Row> several = groups.several(edges, "a");
    Dataset<Row> nodes = groups.totals(several, new String[] {"a"}, min("b").as("least"));
    return groups
        .join(edges, nodes, "left", "a")
        .select(col("a"), col("b"), coalesce(col("least"), col("b")).as("smallest"));
  }

  /**
   * Every node joins its greater neighbours to the smallest of its neighbourhood.
   *
   * @param edges both ways, with the smallest neighbour of a
   */
  private static Dataset<Row> largeStar(Dataset<Row> edges) {
    return edges
        .where("b > a")
        .select(col("b").as("a"), least(col("a"), col("smallest")).as("b"))
        .distinct();
  }

  /**
   * Every node joins itself and its smaller neighbours to the smallest of them.
   *
   * @param edges to smaller nodes, with the smallest neighbour of a
   */
  private static Dataset<Row> smallStar(Dataset<Row> edges) {
    Dataset<Row> neighbours =
        edges.where("b <> smallest").select(col("b").as("a"), col("smallest").as("b"));
    return edges.select(col("a"), col("smallest").as("b")).union(neighbours).distinct();
  }

  /** A hash of the edges, how many they are, and the most edges that a node has. */
  private static Row fingerprint(Dataset<Row> edges) {
    Dataset<Row> hashed = edges.withColumn("hash", xxhash64(col("a"), col("b")));
    return hashed
        .union(edges.select(col("b"), col("a"), lit(0L)))
        .groupBy("a")
        .agg(bit_xor(col("hash")).as("hash"), count(lit(1)).as("edges"))
        .agg(bit_xor(col("hash")), sum("edges"), max("edges"))
        .head();
  }
}
