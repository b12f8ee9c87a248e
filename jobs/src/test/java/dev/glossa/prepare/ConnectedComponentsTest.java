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
    StructType schema =
        new StructType().add("a", DataTypes.StringType).add("b", DataTypes.StringType);
    Dataset<Row> rows = spark.createDataFrame(edges, schema);
    return ConnectedComponents.of(rows, Dataset::localCheckpoint)
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

  @Test
  void hasNothingToFindWithoutEdges() {
    assertThat(components(List.of())).isEmpty();
  }
}
