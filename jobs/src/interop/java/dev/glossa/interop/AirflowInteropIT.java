package dev.glossa.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The DAGs of {@code deploy/airflow}, in a real Airflow with the real spark-submit. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class AirflowInteropIT {
  private static final List<String> TABLES =
      List.of("documents", "corpus", "rejects", "statistics");

  @TempDir static Path folder;
  private static Airflow airflow;

  @BeforeAll
  static void start() throws Exception {
    airflow = new Airflow(folder.resolve("airflow"));
  }

  @Test
  void loadsAndSubmitsToAmazonsServices() throws Exception {
    airflow.pytest();
  }

  @Tag("nightly")
  @Test
  void sendsGoogleWhatItsMessageTypesTake() throws Exception {
    Tools.run(
        folder,
        Map.of("AIRFLOW_HOME", folder.resolve("google").toString(), "PYTHONDONTWRITEBYTECODE", "1"),
        null,
        Tools.interpreter("venv-airflow-google").toString(),
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        Tools.HOME.resolve("deploy/airflow/tests/test_google.py"));
  }

  /** The first run is killed while it writes, and tried again. */
  @Test
  void addsDaysInAnyOrderAndAfterAKillAsOneRunWouldHaveThem() throws Exception {
    Path first = Files.createDirectories(airflow.root().resolve("raw/2026-01-01"));
    Path second = Files.createDirectories(airflow.root().resolve("raw/2026-01-02"));
    Files.copy(Tools.HOME.resolve("conf/demo/raw/udhr.warc.gz"), first.resolve("udhr.warc.gz"));
    Sample.documents(second, 100);
    Files.createFile(first.resolve("_SUCCESS"));
    Files.createFile(second.resolve("_SUCCESS"));

    airflow.run("prepare_daily", Map.of(), "2026-01-03T02:00:00");
    assertThat(airflow.root().resolve("killed")).isDirectory();
    airflow.run("prepare_daily", Map.of(), "2026-01-02T02:00:00");

    Path corpus = airflow.root().resolve("corpus");
    Path atOnce = folder.resolve("at-once");
    Tools.glossa(folder, "prepare", "--input", first, second, "--output", atOnce);
    for (String table : TABLES) {
      assertThat(TableRows.withoutOrigin(corpus.resolve(table).toString()))
          .as(table)
          .isNotEmpty()
          .isEqualTo(TableRows.withoutOrigin(atOnce.resolve(table).toString()));
    }

    String manifest = Files.readString(corpus.resolve("manifest.json"));
    airflow.run("prepare_daily", Map.of(), "2026-01-03T02:00:00");
    assertThat(corpus.resolve("manifest.json")).hasContent(manifest);
  }

  @Test
  void publishesAModelOnlyIfItIsAsGoodAsRequired() throws Exception {
    Path documents = Sample.documents(folder, 60);
    Path tokenizer = folder.resolve("tokenizer");
    Tools.glossa(
        folder, "vocab", "train", "--input", documents, "--output", tokenizer, "--vocab-size", 600);
    Path instructions = folder.resolve("instructions.jsonl");
    try (var lines = Files.lines(Tools.HOME.resolve("conf/demo/instructions/id.jsonl"))) {
      Files.write(instructions, lines.limit(20).toList());
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("run", "one");
    parameters.put("corpus", documents.toString());
    parameters.put("held_out", documents.toString());
    parameters.put("tokenizer", tokenizer.toString());
    parameters.put("pack", Map.of("length", 64));
    parameters.put(
        "init", Map.of("config", Tools.HOME.resolve("conf/models/demo-small.conf").toString()));
    parameters.put("pretrain", training(Map.of("steps", 2)));
    parameters.put("instructions", List.of(instructions.toString()));
    parameters.put("tune", training(Map.of("epochs", 0.2, "length", 64)));
    Path published = airflow.root().resolve("published/model.json");

    parameters.put("require", List.of("perplexity.bits_per_byte<=0.001"));
    assertThatThrownBy(() -> airflow.run("transfer", parameters))
        .hasMessageContaining("a required value is not met")
        .hasMessageContaining("DagRun failed");
    assertThat(published).doesNotExist();

    parameters.put("require", List.of("perplexity.bits_per_byte<=99"));
    airflow.run("transfer", parameters, "--mark-success-pattern", "pack|init|pretrain|tune");
    Path model = airflow.root().resolve("models/one/tuned/model");
    assertThat(model.resolve("model.safetensors")).isRegularFile();
    assertThat(published).content().contains(model.toString());
  }

  @Tag("nightly")
  @Test
  void computesEachCellOfAStudyAndReportsOnAll() throws Exception {
    Path conf =
        Path.of(AirflowInteropIT.class.getResource("/dev/glossa/study/smallest.conf").toURI());

    airflow.run("study", Map.of("run", "small", "conf", conf.toString(), "size", "smallest"));

    Path study = airflow.root().resolve("studies/small");
    try (var cells = Files.list(study.resolve("cells"))) {
      assertThat(cells)
          .hasSize(3)
          .allSatisfy(cell -> assertThat(cell.resolve("cell.json")).exists());
    }
    assertThat(study.resolve("report.html")).content().contains("cells done", "of 3");
  }

  private static Map<String, Object> training(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putAll(Map.of("batch-size", 2, "local-steps", 1, "warmup-steps", 1));
    return all;
  }
}
