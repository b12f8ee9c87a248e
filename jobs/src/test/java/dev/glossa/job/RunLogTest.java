package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says in the log, as {@code conf/log4j2-json.xml} writes it. */
class RunLogTest {
  private static final Path CONFIGURATION =
      Path.of(System.getProperty("glossa.home"), "conf/log4j2-json.xml");

  @TempDir Path folder;
  private final Kept kept = new Kept();
  private final Logger logger = (Logger) LogManager.getLogger("dev.glossa.job");

  private static final class Kept extends AbstractAppender {
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();

    Kept() {
      super("kept", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      events.add(event.toImmutable());
    }
  }

  record Settings(String output) {}

  record Result(long words) {}

  /** Counts, and runs another such job meanwhile if there is one. */
  private final class CountingJob extends Job<Result> {
    private final String name;
    private final CountingJob inner;

    CountingJob(String name, CountingJob inner) {
      super(Result.class);
      this.name = name;
      this.inner = inner;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    protected Record settings() {
      return new Settings(output());
    }

    @Override
    public String output() {
      return folder.resolve(name).toString();
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    protected Result execute(SparkSession spark, JobContext context) throws IOException {
      context.progress().step("count words");
      if (inner != null) {
        inner.run(null, false, context.progress());
      }
      context.progress().step("write words");
      context.count("words", 3);
      if (name.equals("poisoned")) {
        throw GlossaException.failure("poison");
      }
      return new Result(3);
    }
  }

  @BeforeEach
  void listen() {
    kept.start();
    logger.addAppender(kept);
  }

  @AfterEach
  void listenNoMore() {
    logger.get().removeAppender("kept");
  }

  private List<JsonNode> lines() throws IOException {
    try (LoggerContext json = new LoggerContext("json", null, CONFIGURATION.toUri())) {
      json.start();
      Layout<?> layout = json.getConfiguration().getAppender("json").getLayout();
      List<JsonNode> lines = new ArrayList<>();
      for (LogEvent event : kept.events) {
        String line = new String(layout.toByteArray(event), StandardCharsets.UTF_8);
        assertThat(line.strip()).doesNotContain("\n");
        lines.add(new ObjectMapper().readTree(line));
      }
      return lines;
    }
  }

  private JsonNode line(String message) throws IOException {
    return lines().stream()
        .filter(line -> line.at("/message").asText().startsWith(message))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody said: " + message));
  }

  private String runId(String job) throws IOException {
    return Json.FILES
        .readTree(folder.resolve(job).resolve("manifest.json").toFile())
        .get("run_id")
        .asText();
  }

  @Test
  void everyLineNamesCommandRunAndStage() throws IOException {
    new CountingJob("counting", null).run(null);

    JsonNode context = line("'counting': write words").at("/contextMap");
    assertThat(context.at("/command").asText()).isEqualTo("counting");
    assertThat(context.at("/run").asText()).isEqualTo(runId("counting"));
    assertThat(context.at("/stage").asText()).isEqualTo("write words");
  }

  @Test
  void theLastLineHasTheCounts() throws IOException {
    new CountingJob("counting", null).run(null);

    JsonNode last = line("'counting' is done");
    assertThat(last.at("/message").asText()).contains(runId("counting"), "{words=3}");
    assertThat(last.at("/contextMap/command").asText()).isEqualTo("counting");
  }

  @Test
  void aRunThatFailsSaysSoInItsOwnName() throws IOException {
    assertThatThrownBy(() -> new CountingJob("poisoned", null).run(null))
        .hasMessageContaining("poison");

    JsonNode last = line("'poisoned' ended with FAILURE");
    assertThat(last.at("/contextMap/command").asText()).isEqualTo("poisoned");
    assertThat(last.at("/contextMap/stage").asText()).isEqualTo("write words");
  }

  @Test
  void aRunWithinARunGivesTheNameBack() throws IOException {
    new CountingJob("outer", new CountingJob("inner", null)).run(null);

    assertThat(line("'inner': write words").at("/contextMap/run").asText())
        .isEqualTo(runId("inner"));
    assertThat(line("'outer': write words").at("/contextMap/run").asText())
        .isEqualTo(runId("outer"));
    assertThat(lines()).filteredOn(line -> line.toString().contains("'inner'")).hasSize(3);
  }
}
