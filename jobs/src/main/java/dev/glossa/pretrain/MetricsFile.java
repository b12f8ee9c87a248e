package dev.glossa.pretrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.distributed.StepMetrics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** metrics.jsonl: one line a step, also of the steps before a training was killed. */
final class MetricsFile implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path path;
  private final List<JsonNode> lines = new ArrayList<>();
  private FSDataOutputStream out;

  MetricsFile(FileSystem files, Path path) {
    // Checksum files would lag behind a file that is being read while it grows.
    this.files = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    this.path = path;
  }

  /** Opens the file and keeps what it says about the first steps. */
  void keepUntil(long step) throws IOException {
    close();
    lines.clear();
    lines.addAll(read(step));
    out = files.create(path, true);
    for (JsonNode line : lines) {
      write(line);
    }
    out.hflush();
  }

  private List<JsonNode> read(long lastStep) throws IOException {
    List<JsonNode> kept = new ArrayList<>();
    if (!files.exists(path)) {
      return kept;
    }
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode json = JSON.readTree(line);
        if (json.path("step").asLong(Long.MAX_VALUE) <= lastStep) {
          kept.add(json);
        }
      }
    } catch (JsonProcessingException e) {
      // The line that was being written when the training was killed is the last.
      return kept;
    }
    return kept;
  }

  /**
   * @param peakShare the share of the matrix products' peak that a worker reaches, 0 to 1
   */
  void add(StepMetrics metrics, double peakShare) {
    ObjectNode line = JSON.createObjectNode();
    line.put("step", metrics.step());
    line.put("tokens", metrics.tokens());
    line.put("loss", metrics.loss());
    line.put("grad_norm", metrics.gradNorm());
    line.put("lr", metrics.lr());
    line.put("tokens_per_second", Math.rint(metrics.tokensPerSecond() * 10) / 10);
    line.put("peak_share", Math.rint(peakShare * 10_000) / 10_000);
    line.put("epoch", metrics.epoch());
    line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    lines.add(line);
    try {
      write(line);
      out.hflush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  /** A line about something other than a step. */
  void event(String what, long step, String reason) {
    ObjectNode line = JSON.createObjectNode();
    line.put("event", what);
    line.put("step", step);
    line.put("reason", reason);
    try {
      write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  private void write(JsonNode line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The lines of all steps so far. */
  List<JsonNode> steps() {
    return lines.stream().filter(line -> line.has("loss")).toList();
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
