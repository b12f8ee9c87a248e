package dev.glossa.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.job.Json;
import dev.glossa.job.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the stages of the demo found, read from their folders. */
final class DemoResults {
  private final DemoLayout layout;
  private final FileSystem fileSystem;

  DemoResults(DemoLayout layout, FileSystem fileSystem) {
    this.layout = layout;
    this.fileSystem = fileSystem;
  }

  /** Bits per byte of a step's model on held-out text of a language. */
  double bitsPerByte(String step, String language) {
    return perplexity(step, language).path("bits_per_byte").path("value").doubleValue();
  }

  /** The metrics of a step's model on held-out text of a language. */
  JsonNode perplexity(String step, String language) {
    return results(DemoLayout.evaluation(step, language)).path("results").path("perplexity");
  }

  /** The metrics of the multiple-choice questions put to a step's model. */
  JsonNode questions(String step) {
    return results(DemoLayout.questions(step)).path("results").path("mmlu");
  }

  /** The way with the fewest bits per byte, averaged over English and the target. */
  String best(String target) {
    return DemoLayout.WAYS.stream()
        .min(
            Comparator.comparingDouble(
                way -> (bitsPerByte(way, "en") + bitsPerByte(way, target)) / 2))
        .orElseThrow();
  }

  /** The manifests of the finished stages by folder name, in order of their names. */
  SortedMap<String, Manifest> manifests() {
    SortedMap<String, Manifest> manifests = new TreeMap<>();
    try {
      for (FileStatus entry : fileSystem.listStatus(new Path(layout.folder("")))) {
        Path file = new Path(entry.getPath(), Manifest.FILE);
        if (entry.isDirectory() && fileSystem.exists(file)) {
          manifests.put(entry.getPath().getName(), read(file, Manifest.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return manifests;
  }

  /** The stage's own results.json. */
  private JsonNode results(String stage) {
    return read(new Path(layout.folder(stage), "results.json"), JsonNode.class);
  }

  private <T> T read(Path file, Class<T> type) {
    try (InputStream in = fileSystem.open(file)) {
      return Json.FILES.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes results.json: the same bytes for the same seed on the same machine, but for times. */
  void write(Path file, DemoSettings settings, String best) throws IOException {
    ObjectNode root = Json.FILES.createObjectNode();
    root.put("schema", 1);
    root.put("seed", settings.seed());
    root.put("target", settings.target());
    root.put("best", best);
    ObjectNode stages = root.putObject("stages");
    ObjectNode times = Json.FILES.createObjectNode();
    manifests()
        .forEach(
            (stage, manifest) -> {
              stages.set(stage, Json.FILES.valueToTree(manifest.counts()));
              times.put(stage, seconds(manifest));
            });
    root.set("fertility", fertility());
    ObjectNode evaluations = root.putObject("evaluations");
    for (String step : DemoLayout.steps()) {
      ObjectNode byLanguage = evaluations.putObject(step);
      for (String language : List.of("en", settings.target())) {
        JsonNode metrics = perplexity(step, language);
        ObjectNode values = byLanguage.putObject(language);
        for (String metric : List.of("bits_per_byte", "token_perplexity")) {
          values.set(metric, metrics.path(metric).path("value"));
        }
      }
    }
    ObjectNode questions = root.putObject("questions");
    for (String step : DemoLayout.QUESTIONED) {
      questions.putObject(step).set("acc", questions(step).path("acc").path("value"));
    }
    root.set("times", times);
    try (OutputStream out = fileSystem.create(file, true)) {
      out.write(Json.FILES.writeValueAsBytes(root));
    }
  }

  /** How many weights the model has before its vocabulary grows. */
  long parameters() {
    return manifests().get("model-initial").result().path("parameters").asLong();
  }

  /** Tokens per word by language, before and after the extension, on held-out text. */
  JsonNode fertility() {
    return manifests().get(DemoLayout.FERTILITY).result().path("languages");
  }

  static long seconds(Manifest manifest) {
    return Duration.between(Instant.parse(manifest.started()), Instant.parse(manifest.finished()))
        .toSeconds();
  }
}
