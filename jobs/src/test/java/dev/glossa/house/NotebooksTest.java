package dev.glossa.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.collection.JavaConverters;

/**
 * Zeppelin notes are reviewed as code is: without results, in one order, and Spark can read them.
 */
final class NotebooksTest {
  private static final Set<String> INTERPRETERS =
      Set.of("%md", "%spark", "%spark.conf", "%spark.sql");
  private static final Set<String> TABLES = Set.of("documents", "corpus", "rejects", "statistics");

  static List<Path> notes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("glossa.home"), "notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".zpln")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void isNamedByItsId(Path note) throws IOException {
    assertThat(note.getFileName().toString())
        .endsWith("_" + read(note).get("id").asText() + ".zpln");
  }

  @ParameterizedTest
  @MethodSource("notes")
  void hasNoResultsAndStableIds(Path note) throws IOException {
    Set<String> ids = new HashSet<>();
    for (JsonNode paragraph : read(note).get("paragraphs")) {
      assertThat(paragraph.has("results")).as("results of %s", paragraph.get("id")).isFalse();
      assertThat(paragraph.get("status").asText()).isEqualTo("READY");
      assertThat(paragraph.get("id").asText()).matches("glossa-\\d\\d");
      assertThat(ids.add(paragraph.get("id").asText())).as("%s once", paragraph.get("id")).isTrue();
    }
    assertThat(ids).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void hasItsKeysInOrder(Path note) throws IOException {
    assertSorted(read(note));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void configuresSparkBeforeItIsUsed(Path note) throws IOException {
    List<String> interpreters = new ArrayList<>();
    for (JsonNode paragraph : read(note).get("paragraphs")) {
      interpreters.add(interpreter(paragraph));
    }
    assertThat(INTERPRETERS).containsAll(interpreters);
    assertThat(interpreters.stream().filter(name -> name.startsWith("%spark")).findFirst())
        .contains("%spark.conf");
  }

  @ParameterizedTest
  @MethodSource("notes")
  void asksSparkOnlyForTablesThatGlossaWrites(Path note) throws IOException {
    for (JsonNode paragraph : read(note).get("paragraphs")) {
      if (interpreter(paragraph).equals("%spark.sql")) {
        assertThat(TABLES).containsAll(tables(sql(paragraph)));
      }
    }
  }

  private static String interpreter(JsonNode paragraph) {
    return paragraph.get("text").asText().lines().findFirst().orElse("");
  }

  /** The query, each form (<code>${name=default,choices}</code>) filled with its default. */
  private static String sql(JsonNode paragraph) {
    String text = paragraph.get("text").asText();
    return text.substring(text.indexOf('\n')).replaceAll("\\$\\{[^=}]*=([^,}]*)[^}]*}", "$1");
  }

  private static Set<String> tables(String query) {
    LogicalPlan plan = new CatalystSqlParser().parsePlan(query);
    Set<String> tables = new HashSet<>();
    for (LogicalPlan leaf : JavaConverters.seqAsJavaList(plan.collectLeaves())) {
      if (leaf instanceof UnresolvedRelation relation) {
        tables.add(relation.tableName());
      }
    }
    return tables;
  }

  private static void assertSorted(JsonNode node) {
    if (node.isObject()) {
      List<String> keys = new ArrayList<>();
      node.fieldNames().forEachRemaining(keys::add);
      assertThat(keys).isSorted();
    }
    node.forEach(NotebooksTest::assertSorted);
  }

  private static JsonNode read(Path note) throws IOException {
    return new ObjectMapper().readTree(note.toFile());
  }
}
