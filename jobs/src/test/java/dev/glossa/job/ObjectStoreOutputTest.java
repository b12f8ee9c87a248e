package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing is renamed into place, an output is seen while it is written. */
class ObjectStoreOutputTest {
  private static final String STORE = "spark.hadoop.fs.store.impl";
  private static final String OTHERS_WORD =
      "{\"schema\": 1, \"command\": \"writing\", \"sentence\": \"running\"}";

  @TempDir Path folder;

  /** What was in the output when the job began to write. */
  private List<String> found;

  /** Whether another run takes the lease over while the job writes. */
  private boolean isOvertaken;

  /** What the job reads. */
  private List<String> inputs = List.of();

  /** This machine's files by a scheme that no renaming is known of. */
  public static final class Store extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("store:///");
    }
  }

  @BeforeAll
  static void aStore() {
    System.setProperty(STORE, Store.class.getName());
    System.setProperty(Refusal.RUN, "this-run");
  }

  @AfterAll
  static void none() {
    System.clearProperty(STORE);
    System.clearProperty(Refusal.RUN);
  }

  record Settings(String output, String word) {}

  record Result(String word) {}

  private final class WritingJob extends Job<Result> {
    private final Settings settings;

    WritingJob(String scheme, String word) {
      super(Result.class);
      settings = new Settings(scheme + folder.resolve("output"), word);
    }

    @Override
    public String name() {
      return "writing";
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
      return inputs;
    }

    @Override
    protected Result execute(SparkSession spark, JobContext context) throws IOException {
      found = List.of(folder.resolve("output").toFile().list());
      context.write("word", settings.word().getBytes(StandardCharsets.UTF_8));
      if (isOvertaken) {
        Files.writeString(folder.resolve("output/run.json"), OTHERS_WORD);
        anotherRunIsWriting();
      }
      return new Result(settings.word());
    }
  }

  @Test
  void aRunSaysThatItIsThereBeforeItWrites() {
    new WritingJob("store:", "hello").run(null);

    assertThat(found).containsExactlyInAnyOrder("run.json", ".lease");
  }

  @Test
  void whatAKilledRunLeftIsRemovedByTheNext() throws IOException {
    Path output = Files.createDirectories(folder.resolve("output"));
    Files.writeString(output.resolve("half"), "hel");
    Files.writeString(output.resolve("run.json"), OTHERS_WORD);

    new WritingJob("store:", "hello").run(null);

    assertThat(output.resolve("half")).doesNotExist();
    assertThat(output.resolve("word")).hasContent("hello");
  }

  @Test
  void aRunThatIsRefusedSaysSoBesideTheWordOfTheOne() throws IOException {
    anotherRunIsWriting();

    assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
        .hasMessageContaining("Another run is writing");

    assertRefused(2, "Another run is writing");
    assertThat(folder.resolve("output/run.json")).doesNotExist();
    assertThat(folder.resolve("output/_openlineage.json")).doesNotExist();
  }

  @Test
  void aRunThatIsOvertakenSaysSoBesideTheWordOfTheOther() throws IOException {
    isOvertaken = true;

    assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
        .hasMessageContaining("This run stood still");

    assertRefused(4, "This run stood still");
    assertThat(folder.resolve("output/run.json")).hasContent(OTHERS_WORD);
    assertThat(folder.resolve("output/.lease")).exists();
    assertThat(folder.resolve("output/manifest.json")).doesNotExist();
  }

  @Test
  void twoRunsThatAreRefusedSayEachItsOwn() throws IOException {
    anotherRunIsWriting();
    assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
        .hasMessageContaining("Another run is writing");
    inputs = List.of(folder.resolve("nowhere").toString());
    System.setProperty(Refusal.RUN, "that-run");
    try {
      assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
          .hasMessageContaining("nowhere");
    } finally {
      System.setProperty(Refusal.RUN, "this-run");
    }

    assertRefused(2, "Another run is writing");
    assertThat(folder.resolve("output/.refused.that-run.json")).content().contains("nowhere");
  }

  @Test
  void aRunThatNoLauncherWaitsForLeavesNoWordOfItsRefusal() throws IOException {
    anotherRunIsWriting();
    System.clearProperty(Refusal.RUN);
    try {
      assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
          .hasMessageContaining("Another run is writing");
    } finally {
      System.setProperty(Refusal.RUN, "this-run");
    }

    assertThat(folder.resolve("output").toFile().list()).containsExactly(".lease");
  }

  /** Else another run could take it meanwhile. */
  @Test
  void theLeaseStaysWhereItIsWhileTheOutputIsCleared() throws Exception {
    new WritingJob("store:", "hello").run(null);
    Files.createDirectories(folder.resolve("output/table/part"));
    Output output =
        new OutputFolder("store:" + folder.resolve("output"), false, HadoopConfigurations.of(null));

    try (Lease lease = output.take("writing")) {
      output.clear(true);
      lease.check();
    }

    assertThat(folder.resolve("output").toFile().list()).isEmpty();
  }

  @Test
  void aRunWithoutItsInputSaysSo() throws IOException {
    inputs = List.of(folder.resolve("nowhere").toString());

    assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
        .hasMessageContaining("nowhere");

    assertRefused(2, "nowhere");
    inputs = List.of();
    new WritingJob("store:", "hello").run(null);
    assertThat(folder.resolve("output/word")).hasContent("hello");
  }

  @Test
  void aRunOfOtherSettingsSaysSoBesideTheWordOfTheOne() throws IOException {
    new WritingJob("store:", "hello").run(null);
    String word = Files.readString(folder.resolve("output/run.json"));

    assertThatThrownBy(() -> new WritingJob("store:", "good bye").run(null))
        .hasMessageContaining("other settings");

    assertRefused(2, "other settings");
    assertThat(folder.resolve("output/run.json")).hasContent(word);
    assertThat(new WritingJob("store:", "hello").isFinished()).isTrue();
  }

  @Test
  void aRunThatIsRefusedAStrangersFolderLeavesNothingThere() throws IOException {
    Path output = Files.createDirectories(folder.resolve("output"));
    Files.writeString(output.resolve("theirs"), "precious");

    assertThatThrownBy(() -> new WritingJob("store:", "hello").run(null))
        .hasMessageContaining("was not written by Glossa");

    assertThat(output.toFile().list()).containsExactly("theirs");
  }

  private void assertRefused(int exitCode, String reason) throws IOException {
    JsonNode refused =
        Json.FILES.readTree(folder.resolve("output/.refused.this-run.json").toFile());
    assertThat(refused.path("exit_code").asInt()).isEqualTo(exitCode);
    assertThat(refused.path("sentence").asText()).contains(reason);
  }

  @Test
  void aRunThatIsRefusedOnThisMachineLeavesNothing() throws IOException {
    Files.write(
        folder.resolve(".output.lease"), Json.FILES.writeValueAsBytes(LeaseHolder.of("writing")));

    assertThatThrownBy(() -> new WritingJob("", "hello").run(null))
        .hasMessageContaining("Another run is writing");

    assertThat(folder.toFile().list()).containsExactly(".output.lease");
  }

  private void anotherRunIsWriting() throws IOException {
    Path output = Files.createDirectories(folder.resolve("output"));
    Files.write(output.resolve(".lease"), Json.FILES.writeValueAsBytes(LeaseHolder.of("writing")));
  }
}
