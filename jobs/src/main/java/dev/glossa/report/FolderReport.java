package dev.glossa.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.evaluate.ResultBlocks;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import dev.glossa.job.Manifest;
import dev.glossa.page.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A page made again from what lies in finished folders: one of the demo or of {@code prepare}, or
 * any number of trainings and evaluations.
 */
public final class FolderReport {
  private static final ObjectMapper LINES = new ObjectMapper();
  private static final String METRICS = "metrics.jsonl";

  private final SparkSession spark;
  private final Configuration hadoop;

  public FolderReport(SparkSession spark) {
    this.spark = spark;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /**
   * @throws GlossaException (usage) if a folder is none of these, or not finished
   */
  public String html(List<String> folders) throws IOException {
    if (folders.size() == 1) {
      Path folder = new Path(folders.get(0));
      if (exists(new Path(folder, DemoFindings.FILE))) {
        return DemoReport.html(read(new Path(folder, DemoFindings.FILE), DemoFindings.class));
      }
      if (manifest(folder).command().equals("prepare")) {
        return PrepareReport.html(spark, folder.toString());
      }
    }
    return trainingsAndEvaluations(folders);
  }

  private String trainingsAndEvaluations(List<String> folders) throws IOException {
    SortedMap<String, List<JsonNode>> trainings = new TreeMap<>();
    SortedMap<String, EvaluateResult> evaluations = new TreeMap<>();
    for (String path : folders) {
      Path folder = new Path(path);
      if (exists(new Path(folder, METRICS))) {
        trainings.put(path, metrics(new Path(folder, METRICS)));
      } else if (manifest(folder).command().equals("evaluate")) {
        evaluations.put(path, read(new Path(folder, EvaluateResult.FILE), EvaluateResult.class));
      } else {
        throw GlossaException.usage(
            "'%s' is of '%s', of which there is no common page: name a folder of demo or prepare"
                + " alone, or folders of pretrain, tune and evaluate.",
            path, manifest(folder).command());
      }
    }
    return new Page("Trainings and evaluations", String.join(", ", folders))
        .section("Evaluation", ResultBlocks.of(evaluations))
        .section("Training", TrainingReport.blocks(trainings))
        .html();
  }

  private List<JsonNode> metrics(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(fileSystem(file).open(file), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode json = LINES.readTree(line);
        if (json.path("loss").isNumber()) {
          lines.add(json);
        }
      }
    }
    return lines;
  }

  private Manifest manifest(Path folder) throws IOException {
    Path file = new Path(folder, Manifest.FILE);
    if (!exists(file)) {
      throw GlossaException.usage(
          "'%s' is no finished folder of Glossa: it has no %s.", folder, Manifest.FILE);
    }
    return read(file, Manifest.class);
  }

  private <T> T read(Path file, Class<T> type) throws IOException {
    try (InputStream in = fileSystem(file).open(file)) {
      return Json.FILES.readValue(in, type);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + file + "' is damaged: make its folder again with --fresh.", e);
    }
  }

  private boolean exists(Path path) throws IOException {
    return fileSystem(path).exists(path);
  }

  private FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem(hadoop);
  }
}
