package dev.glossa.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LaunchedJava;
import dev.glossa.SmallDemo;
import dev.glossa.study.StudyOfTheDemo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.zeppelin.notebook.Note;
import org.apache.zeppelin.notebook.Paragraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every paragraph of every note, run on the output of the small demo, finds what is there. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class NotesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HOME = Path.of(System.getProperty("glossa.home"));

  @TempDir static Path folder;
  private static Path demo;
  private static String target;
  private static List<ParagraphResult> results;

  @BeforeAll
  static void runAllNotes() throws Exception {
    demo = SmallDemo.folder();
    target = json("results.json").get("target").asText();
    Path study = folder.resolve("study");
    StudyOfTheDemo.write(demo, target, study);
    Path found = folder.resolve("results.json");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                HOME.resolve("deploy/zeppelin/spark.conf").toString(),
                folder.toString(),
                found.toString(),
                "demo=" + demo,
                "prepared=" + demo.resolve("prepare"),
                "study=" + study,
                "scratch folder=" + folder.resolve("scratch")));
    Notes.files().forEach(note -> arguments.add(note.toString()));
    run(arguments);
    results = List.of(JSON.readValue(found.toFile(), ParagraphResult[].class));
  }

  /** In a Java of its own: what notes say is run nowhere else. */
  private static void run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-") || option.startsWith("-Djdk."))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            LaunchedJava.QUICK,
            "-Dglossa.home=" + HOME,
            "-Dglossa.log=" + System.getProperty("glossa.log"),
            "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
            "-cp",
            System.getProperty("java.class.path"),
            NoteRunner.class.getName()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static JsonNode json(String file) throws IOException {
    return JSON.readTree(demo.resolve(file).toFile());
  }

  private static ParagraphResult result(String title) {
    return results.stream()
        .filter(result -> result.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no paragraph is called '" + title + "'"));
  }

  @Test
  void everyQueryFindsSomethingAndEveryChartHasItsColumns() throws IOException {
    int charts = 0;
    for (Path file : Notes.files()) {
      Note note = Notes.read(file);
      for (Paragraph paragraph : note.getParagraphs()) {
        ParagraphResult result = result(paragraph.getTitle(), note);
        if (paragraph.getIntpText().equals("spark.sql")) {
          assertThat(result.rows()).as("%s", paragraph.getTitle()).isNotEmpty();
        }
        JsonNode graph = JSON.valueToTree(paragraph.getConfig()).at("/results/0/graph");
        for (JsonNode axis :
            List.of(graph.path("keys"), graph.path("groups"), graph.path("values"))) {
          for (JsonNode column : axis) {
            assertThat(result.columns().get(column.get("index").asInt()))
                .as("column of the chart '%s'", paragraph.getTitle())
                .isEqualTo(column.get("name").asText());
            charts++;
          }
        }
      }
    }
    assertThat(charts).isPositive();
  }

  private static ParagraphResult result(String title, Note note) {
    return results.stream()
        .filter(result -> result.note().equals(note.getName()) && result.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFunnelEndsWithTheCorpus() throws IOException {
    JsonNode counts = json("results.json").at("/stages/prepare");

    ParagraphResult funnel = result("The funnel");

    assertThat(funnel.columns())
        .containsExactly("language", "read", "in_the_language", "not_repeated", "kept");
    assertThat(funnel.sum("kept")).isEqualTo(counts.get("kept").asLong());
    assertThat(funnel.sum("read"))
        .isEqualTo(counts.get("records").asLong() - counts.get("unreadable").asLong());
  }

  @Test
  void fertilityIsThatOfTheDemo() throws IOException {
    JsonNode fertility = json("results.json").get("fertility");

    ParagraphResult found = result("Tokens per word, before and after");

    assertThat(found.column("language")).containsExactly("en", target);
    for (List<String> row : found.rows()) {
      JsonNode ofLanguage = fertility.get(row.get(0));
      assertThat(Double.parseDouble(row.get(2)))
          .isCloseTo(ofLanguage.get("before").asDouble(), within(0.0005));
      assertThat(Double.parseDouble(row.get(3)))
          .isCloseTo(ofLanguage.get("after").asDouble(), within(0.0005));
    }
  }

  @Test
  void curvesHaveAllStepsOfAllTrainings() throws IOException {
    long steps = 0;
    List<String> trainings = new ArrayList<>();
    for (String training :
        List.of("train-base", "train-extended", "train-mixed", "train-original", "tune")) {
      trainings.add(training);
      steps += json(training + "/manifest.json").get("result").findValue("steps").asLong();
    }

    assertThat(result("Norm of the gradient").rows()).hasSize((int) steps);
    assertThat(result("How far each is").column("training"))
        .containsExactlyInAnyOrderElementsOf(trainings);
    assertThat(result("A few steps more, by the job").column("steps")).containsExactly("2");
  }

  @Test
  void bitsPerByteAreThoseOfTheDemo() throws IOException {
    JsonNode evaluations = json("results.json").get("evaluations");

    ParagraphResult found = result("Bits per byte of each model, by language");

    assertThat(found.rows()).hasSize(2 * evaluations.size());
    for (List<String> row : found.rows()) {
      assertThat(Double.parseDouble(row.get(2)))
          .as("%s in %s", row.get(0), row.get(1))
          .isCloseTo(
              evaluations.at("/" + row.get(0) + "/" + row.get(1) + "/bits_per_byte").asDouble(),
              within(0.00005));
    }
  }

  @Test
  void aSentenceHasFewerPiecesWithTheLargerVocabulary() {
    ParagraphResult sentence = result("Try a sentence: its pieces before and after");

    assertThat(sentence.column("tokenizer")).containsExactly("before", "after");
    List<String> tokens = sentence.column("tokens");
    assertThat(Integer.parseInt(tokens.get(1))).isLessThan(Integer.parseInt(tokens.get(0)));
    assertThat(
            String.join(
                "", result("The same in SQL: ids, and what each stands for").column("text")))
        .isEqualTo("Semuaorangdilahirkanmerdeka.");
  }

  @Test
  void aStudyShowsItsCellsAlsoThoseThatFailed() {
    ParagraphResult cells = result("What became of the cells");

    assertThat(
            cells.column("state").stream()
                .collect(Collectors.groupingBy(s -> s, Collectors.counting())))
        .isEqualTo(Map.of("DONE", 2L, "FAILED", 1L));
    assertThat(result("A metric after each step, cell by cell").column("step"))
        .as("of the whole and of its only language")
        .isEqualTo(
            List.of(
                "base", "pretrain", "base", "pretrain", "base", "pretrain", "base", "pretrain"));
    assertThat(result("Gained and lost since the base model").rows()).hasSize(4);
  }

  @Test
  void theSettingsNameJarsOfThePackage() throws IOException {
    Path distribution = Path.of(System.getProperty("glossa.distribution"));
    String jars =
        Files.readAllLines(HOME.resolve("deploy/zeppelin/spark.conf")).stream()
            .filter(line -> line.startsWith("spark.jars "))
            .findFirst()
            .orElseThrow();
    assertThat(Stream.of(jars.substring("spark.jars ".length()).strip().split(",")))
        .allSatisfy(
            jar ->
                assertThat(distribution.resolve(jar.replace("/opt/glossa/", ""))).isNotEmptyFile());
  }
}
