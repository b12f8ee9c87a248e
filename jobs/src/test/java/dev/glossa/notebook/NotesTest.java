package dev.glossa.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.zeppelin.display.Input;
import org.apache.zeppelin.notebook.Note;
import org.apache.zeppelin.notebook.Paragraph;
import org.apache.zeppelin.scheduler.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Zeppelin notes are reviewed as code is: without results, in one order, and Zeppelin reads them.
 */
final class NotesTest {
  private static final Set<String> INTERPRETERS = Set.of("md", "spark", "spark.sql");

  static List<Path> notes() throws IOException {
    return Notes.files();
  }

  @Test
  void areOpenedInOrder() throws IOException {
    assertThat(Notes.files())
        .extracting(file -> Notes.read(file).getName())
        .containsExactly("01 corpus", "02 vocabulary", "03 training", "04 evaluation", "05 study");
  }

  @ParameterizedTest
  @MethodSource("notes")
  void isNamedByItsTitleAndId(Path file) throws IOException {
    JsonNode note = json(file);

    assertThat(file.getFileName().toString())
        .isEqualTo(note.get("name").asText() + "_" + note.get("id").asText() + ".zpln");
    assertThat(note.get("path").asText()).isEqualTo("/Glossa/" + note.get("name").asText());
  }

  @ParameterizedTest
  @MethodSource("notes")
  void hasNoResultsAndIdsOfItsOwn(Path file) {
    Note note = Notes.read(file);
    Set<String> ids = new HashSet<>();

    for (Paragraph paragraph : note.getParagraphs()) {
      assertThat(paragraph.getReturn()).as(paragraph.getTitle()).isNull();
      assertThat(paragraph.getStatus()).isEqualTo(Job.Status.READY);
      assertThat(paragraph.settings.getParams()).isEmpty();
      assertThat(paragraph.getId()).matches("glossa-" + note.getName().substring(0, 2) + "-\\d\\d");
      assertThat(ids.add(paragraph.getId())).as(paragraph.getId()).isTrue();
    }
    assertThat(ids).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("notes")
  void hasItsKeysInOrder(Path file) throws IOException {
    assertSorted(json(file));
  }

  @ParameterizedTest
  @MethodSource("notes")
  void isWrittenForInterpretersThatEveryZeppelinHas(Path file) {
    for (Paragraph paragraph : Notes.read(file).getParagraphs()) {
      assertThat(paragraph.getIntpText()).as(paragraph.getTitle()).isIn(INTERPRETERS);
      assertThat(paragraph.getScriptText()).as(paragraph.getTitle()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("notes")
  void asksInSparksSqlWithItsFormsFilledIn(Path file) {
    for (Paragraph paragraph : Notes.read(file).getParagraphs()) {
      if (paragraph.getIntpText().equals("spark.sql")) {
        String query = Input.getSimpleQuery(Map.of(), paragraph.getScriptText(), false);
        assertThat(new CatalystSqlParser().parsePlan(query)).as(paragraph.getTitle()).isNotNull();
      }
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static void assertSorted(JsonNode node) {
    if (node.isObject()) {
      List<String> keys = new ArrayList<>();
      node.fieldNames().forEachRemaining(keys::add);
      assertThat(keys).isSorted();
    }
    node.forEach(NotesTest::assertSorted);
  }
}
