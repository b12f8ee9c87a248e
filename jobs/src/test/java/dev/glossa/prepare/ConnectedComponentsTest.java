package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {

  private final SparkSession spark = LocalSpark.session();

  private List<String> components(List<Row> edges) {
    return components(edges, 100_000);
  }

  private List<String> components(List<Row> edges, long hot) {
    StructType schema =
        new StructType().add("a", DataTypes.StringType).add("b", DataTypes.StringType);
    Dataset<Row> rows = spark.createDataFrame(edges, schema);
    return ConnectedComponents.of(rows, CheckpointedGroups.of(hot))
        .orderBy("node")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0) + "-" + row.getString(1))
        .toList();
  }

  @Test
  void findsChainsAndStars() {
    assertThat(
            components(
                List.of(
                    RowFactory.create("b", "a"),
                    RowFactory.create("b", "c"),
                    RowFactory.create("d", "c"),
                    RowFactory.create("x", "y"))))
        .containsExactly("b-a", "c-a", "d-a", "y-x");
  }

  @Test
  void followsLongChainsInAnyOrder() {
    List<String> nodes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      nodes.add("%02d".formatted(i));
    }
    List<String> order = new ArrayList<>(nodes);
    Collections.shuffle(order, new Random(1));
    List<Row> edges = new ArrayList<>();
    for (int i = 1; i < order.size(); i++) {
      edges.add(RowFactory.create(order.get(i - 1), order.get(i)));
    }
    assertThat(components(edges))
        .isEqualTo(nodes.stream().skip(1).map(node -> node + "-00").toList());
  }

  /** Hubs of 40 nodes, each of which has a smaller one of its own; chains connect the hubs. */
  @Test
  void followsNodesOfVeryManyEdges() {
    List<Row> edges = new ArrayList<>();
    for (int hub = 0; hub < 4; hub++) {
      for (int i = 0; i < 40; i++) {
        edges.add(RowFactory.create("n" + hub + "-" + i, "h" + hub));
        edges.add(RowFactory.create("a" + hub + "-" + i, "n" + hub + "-" + i));
      }
    }
    edges.add(RowFactory.create("h0", "h2"));
    edges.add(RowFactory.create("n2-7", "h3"));
    assertThat(components(edges, 10))
        .isEqualTo(components(edges))
        .contains("h0-a0-0", "h3-a0-0", "h1-a1-0", "n3-39-a0-0")
        .hasSize(4 * 81 - 2);
  }

  @Test
  void hasNothingToFindWithoutEdges() {
    assertThat(components(List.of())).isEmpty();
  }
}
