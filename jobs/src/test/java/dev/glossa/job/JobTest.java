package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTest {
  @TempDir Path folder;

  private Path input;
  private Path output;
  private final AtomicInteger executions = new AtomicInteger();

  /** What happens while the job runs. */
  private Meanwhile meanwhile = () -> {};

  private interface Meanwhile {
    void happens() throws IOException;
  }

  record CopySettings(List<String> input, String output, int times) {}

  record CopyResult(long bytes) {}

  /** Writes its input several times over, and fails on the word "poison". */
  private final class CopyJob extends Job<CopyResult> {
    private final CopySettings settings;
    private final boolean oneFile;

    CopyJob(int times) {
      this(times, false);
    }

    CopyJob(int times, boolean oneFile) {
      super(CopyResult.class);
      this.oneFile = oneFile;
      settings = new CopySettings(List.of(input.toString()), output.toString(), times);
    }

    @Override
    public String name() {
      return "copy";
    }

    @Override
    protected Record settings() {
      return settings;
    }

    @Override
    public String output() {
      return settings.output();
    }

    @Override
    public List<String> inputs() {
      return settings.input();
    }

    @Override
    protected boolean writesOneFile() {
      return oneFile;
    }

    @Override
    protected CopyResult execute(SparkSession spark, JobContext context) throws Exception {
      executions.incrementAndGet();
      meanwhile.happens();
      byte[] text = Files.readAllBytes(input);
      try (OutputStream out = context.fileSystem().create(context.path("copy.txt"))) {
        for (int i = 0; i < settings.times(); i++) {
          out.write(text);
        }
      }
      if (new String(text, StandardCharsets.UTF_8).contains("poison")) {
        throw new IOException("No space left on device");
      }
      context.count("copies", settings.times());
      return new CopyResult((long) text.length * settings.times());
    }
  }

  @BeforeEach
  void writeInput() throws IOException {
    input = folder.resolve("input.txt");
    output = folder.resolve("output");
    Files.writeString(input, "abc");
  }

  @Test
  void leavesResultManifestAndReport() throws IOException {
    assertThat(new CopyJob(2).run(null)).isEqualTo(new CopyResult(6));

    assertThat(output.resolve("copy.txt")).hasContent("abcabc");
    Manifest manifest =
        Json.FILES.readValue(output.resolve("manifest.json").toFile(), Manifest.class);
    assertThat(manifest.settings()).containsEntry("copy.times", 2).doesNotContainKey("copy.output");
    assertThat(manifest.counts()).containsEntry("copies", 2L);
    assertThat(manifest.outputs()).extracting(Manifest.Output::name).containsExactly("copy.txt");
    assertThat(output.resolve("run.json")).content().contains("\"exit_code\" : 0");
    assertThat(folder.resolve(".output.partial")).doesNotExist();
  }

  @Test
  void leavesAnEventOfWhatWasReadAndWritten() throws IOException {
    new CopyJob(2).run(null);

    Manifest manifest =
        Json.FILES.readValue(output.resolve("manifest.json").toFile(), Manifest.class);
    JsonNode event = Json.FILES.readTree(output.resolve("_openlineage.json").toFile());
    assertThat(event.path("eventType").asText()).isEqualTo("COMPLETE");
    assertThat(event.at("/run/runId").asText()).isEqualTo(manifest.runId());
    assertThat(event.at("/inputs/0/name").asText()).isEqualTo(input.toString());
    assertThat(event.at("/inputs/0/facets/version/datasetVersion").asText())
        .isEqualTo(manifest.inputs().get(0).version());
    assertThat(event.at("/outputs/0/name").asText()).isEqualTo(output.toString());
    assertThat(event.at("/outputs/0/facets/version/datasetVersion").asText())
        .isEqualTo(Inputs.version(output.toString(), new Configuration()).version());
    JsonNode parameters = event.at("/run/facets/executionParameters/parameters");
    assertThat(parameters.findValuesAsText("key")).containsExactly("copy.input", "copy.times");
    assertThat(parameters.findValuesAsText("value")).containsExactly("[\"" + input + "\"]", "2");
    assertThat(event.at("/run/facets/glossa_run/counts/copies").asInt()).isEqualTo(2);
  }

  @Test
  void leavesAnEventOfAFailedRun() throws IOException {
    Files.writeString(input, "poison");
    assertThatThrownBy(() -> new CopyJob(1).run(null)).hasMessageContaining("No space");

    JsonNode event = Json.FILES.readTree(output.resolve("_openlineage.json").toFile());
    assertThat(event.path("eventType").asText()).isEqualTo("FAIL");
    assertThat(event.at("/run/facets/errorMessage/message").asText()).contains("No space left");
    assertThat(event.at("/outputs/0/name").asText()).isEqualTo(output.toString());
    assertThat(event.at("/outputs/0/facets").isEmpty()).isTrue();
  }

  @Test
  void doesNothingTheSecondTime() {
    CopyResult first = new CopyJob(2).run(null);

    assertThat(new CopyJob(2).isFinished()).isTrue();
    assertThat(new CopyJob(2).run(null)).isEqualTo(first);
    assertThat(executions).hasValue(1);
  }

  @Test
  void leavesNoLease() throws IOException {
    new CopyJob(2).run(null);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(input, output);
    }
  }

  @Test
  void showsNothingOfARunThatAnotherOneHasOvertaken() throws IOException {
    Path lease = folder.resolve(".output.lease");
    byte[] other =
        Json.FILES.writeValueAsBytes(
            new LeaseHolder("other", "copy", "another.machine", "", 7, "", 0));
    meanwhile = () -> Files.write(lease, other);

    // It may also fail for what the other run does.
    for (String content : List.of("abc", "poison")) {
      Files.deleteIfExists(lease);
      Files.writeString(input, content);
      assertThatThrownBy(() -> new CopyJob(2).run(null))
          .hasMessageContaining("another one ('copy', process 7 of another.machine) writes")
          .extracting("exitCode")
          .isEqualTo(ExitCode.FAILURE);
      assertThat(lease).hasBinaryContent(other);
      assertThat(output).doesNotExist();
    }
  }

  @Test
  void refusesTheFolderOfOtherSettingsAndNamesThem() {
    new CopyJob(2).run(null);

    assertThatThrownBy(() -> new CopyJob(3).run(null))
        .hasMessageContaining("copy.times")
        .hasMessageContaining("--fresh")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
    assertThat(output.resolve("copy.txt")).hasContent("abcabc");
  }

  @Test
  void refusesTheFolderOfOtherInputs() throws IOException {
    new CopyJob(2).run(null);
    Files.writeString(input, "abcd");

    assertThatThrownBy(() -> new CopyJob(2).run(null))
        .hasMessageContaining("the content of its inputs");
  }

  @Test
  void startsOverWhenFresh() {
    new CopyJob(2).run(null);

    assertThat(new CopyJob(3).run(null, true, Progress.SILENT)).isEqualTo(new CopyResult(9));
    assertThat(output.resolve("copy.txt")).hasContent("abcabcabc");
  }

  @Test
  void neverTouchesAFolderThatIsNotOurs() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> new CopyJob(1).run(null))
        .hasMessageContaining("not written by Glossa");
    assertThatThrownBy(() -> new CopyJob(1).run(null, true, Progress.SILENT))
        .hasMessageContaining("--fresh does not delete it");
    assertThat(output.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void showsNothingOfAFailedRunAndThenStartsAgain() throws IOException {
    Files.writeString(input, "poison");
    assertThatThrownBy(() -> new CopyJob(1).run(null))
        .hasMessageContaining("No space left on device")
        .extracting("exitCode")
        .isEqualTo(ExitCode.FAILURE);
    assertThat(output.resolve("copy.txt")).doesNotExist();
    assertThat(output.resolve("run.json")).content().contains("\"exit_code\" : 4");

    Files.writeString(input, "cured");
    assertThat(new CopyJob(1).run(null)).isEqualTo(new CopyResult(5));
    assertThat(output.resolve("copy.txt")).hasContent("cured");
  }

  @Test
  void endsBeforeWorkWhenNothingMatchesAnInput() throws IOException {
    Files.delete(input);

    assertThatThrownBy(() -> new CopyJob(1).run(null))
        .hasMessageContaining("Nothing matches the input path")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
    assertThat(executions).hasValue(0);
  }

  @Test
  void aSingleFileHasItsRecordsBesideIt() throws IOException {
    assertThat(new CopyJob(2, true).run(null)).isEqualTo(new CopyResult(6));

    assertThat(output).hasContent("abcabc");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "input.txt",
            "output",
            "output.manifest.json",
            "output.run.json",
            "output._openlineage.json");
    assertThat(new CopyJob(2, true).run(null)).isEqualTo(new CopyResult(6));
    assertThat(executions).hasValue(1);
    assertThatThrownBy(() -> new CopyJob(3, true).run(null)).hasMessageContaining("copy.times");
    new CopyJob(3, true).run(null, true, Progress.SILENT);
    assertThat(output).hasContent("abcabcabc");
  }

  @Test
  void neverTouchesASingleFileThatIsNotOurs() throws IOException {
    Files.writeString(output, "years of work");

    assertThatThrownBy(() -> new CopyJob(1, true).run(null))
        .hasMessageContaining("not written by Glossa");
    assertThatThrownBy(() -> new CopyJob(1, true).run(null, true, Progress.SILENT))
        .hasMessageContaining("--fresh does not delete it");
    assertThat(output).hasContent("years of work");
  }

  @Test
  void aSingleFileOfAFailedRunIsNotSeen() throws IOException {
    Files.writeString(input, "poison");
    assertThatThrownBy(() -> new CopyJob(1, true).run(null)).hasMessageContaining("No space");
    assertThat(output).doesNotExist();

    Files.writeString(input, "cured");
    new CopyJob(1, true).run(null);
    assertThat(output).hasContent("cured");
  }

  @Test
  void aRecordThatWasBeingWrittenWhenARunWasKilledIsNoStrangersFile() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve(".run.json.partial"), "{\"exit");

    assertThat(new CopyJob(2).run(null)).isEqualTo(new CopyResult(6));
    assertThat(output.resolve("copy.txt")).hasContent("abcabc");
  }

  @Test
  void saysHowLargeItsInputsAre() {
    assertThat(new CopyJob(1).inputSizes())
        .containsExactly("reads %s (1 files, 3 B)".formatted(input));
  }

  @Test
  void aSparkThatASignalShutDownIsAnInterruption() {
    SparkException shutDown =
        new SparkException("Job 3 cancelled because SparkContext was shut down");
    assertThat(Failures.explain("copy", new IllegalStateException(shutDown)))
        .hasMessage("'copy' was interrupted: run it again.")
        .extracting("exitCode")
        .isEqualTo(ExitCode.INTERRUPTED);
  }
}
