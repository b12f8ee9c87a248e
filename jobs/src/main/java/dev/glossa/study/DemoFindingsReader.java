package dev.glossa.study;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.job.Json;
import dev.glossa.job.Manifest;
import dev.glossa.job.Version;
import dev.glossa.page.LineChart;
import dev.glossa.report.DemoFindings;
import dev.glossa.report.PreparedTables;
import dev.glossa.report.RejectSample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** What the report of the demo shows, read from the folders of its stages. */
final class DemoFindingsReader {
  private static final int SAMPLES = 12;

  /** Counts that say how much a stage did, the most telling first. */
  private static final List<String> AMOUNTS =
      List.of("records", "tokens", "perplexity_items", "mmlu_items", "distinct_words", "texts");

  private final SparkSession spark;
  private final DemoLayout layout;
  private final DemoResults results;
  private final DemoSettings settings;
  private final FileSystem fileSystem;

  DemoFindingsReader(
      SparkSession spark,
      DemoLayout layout,
      DemoResults results,
      DemoSettings settings,
      FileSystem fileSystem) {
    this.spark = spark;
    this.layout = layout;
    this.results = results;
    this.settings = settings;
    this.fileSystem = fileSystem;
  }

  DemoFindings read(String best) throws IOException {
    PreparedTables prepared = new PreparedTables(spark, layout.folder(DemoLayout.PREPARE));
    return new DemoFindings(
        1,
        settings.seed(),
        settings.target(),
        DemoFindings.EXTENDED,
        results.parameters(),
        prepared.funnel(),
        prepared.rejectCounts(),
        distinct(prepared.rejectSamples()),
        fertility(),
        lossCurves(),
        evaluations(),
        multipleChoice(),
        generations(),
        times(),
        configuration(best),
        versions());
  }

  /** A few, of different texts: a document that broke several rules is a sample of each. */
  private static List<RejectSample> distinct(List<RejectSample> samples) {
    Map<String, RejectSample> byText = new LinkedHashMap<>();
    samples.forEach(sample -> byText.putIfAbsent(sample.text(), sample));
    return byText.values().stream().limit(SAMPLES).toList();
  }

  private List<DemoFindings.Fertility> fertility() {
    List<DemoFindings.Fertility> fertility = new ArrayList<>();
    for (Map.Entry<String, JsonNode> language : results.fertility().properties()) {
      fertility.add(
          new DemoFindings.Fertility(
              language.getKey(),
              language.getValue().path("before").doubleValue(),
              language.getValue().path("after").doubleValue()));
    }
    return fertility;
  }

  private List<DemoFindings.LossCurve> lossCurves() throws IOException {
    Map<String, String> folders = new LinkedHashMap<>();
    folders.put(DemoFindings.BASE, DemoLayout.training(DemoFindings.BASE));
    DemoLayout.WAYS.forEach(way -> folders.put(way, DemoLayout.training(way)));
    folders.put(DemoFindings.TUNED, "tune");
    List<DemoFindings.LossCurve> curves = new ArrayList<>();
    for (Map.Entry<String, String> folder : folders.entrySet()) {
      List<LineChart.Point> points = new ArrayList<>();
      for (JsonNode line : lines(folder.getValue() + "/metrics.jsonl")) {
        points.add(
            new LineChart.Point(line.path("step").asLong(), line.path("loss").doubleValue()));
      }
      curves.add(new DemoFindings.LossCurve(folder.getKey(), points));
    }
    return curves;
  }

  private List<DemoFindings.Evaluation> evaluations() {
    List<DemoFindings.Evaluation> evaluations = new ArrayList<>();
    for (String step : DemoLayout.steps()) {
      for (String language : List.of("en", settings.target())) {
        JsonNode metrics = results.perplexity(step, language);
        evaluations.add(
            new DemoFindings.Evaluation(
                step,
                language,
                metrics.path("bits_per_byte").path("value").doubleValue(),
                metrics.path("token_perplexity").path("value").doubleValue()));
      }
    }
    return evaluations;
  }

  private List<DemoFindings.MultipleChoice> multipleChoice() {
    List<DemoFindings.MultipleChoice> choices = new ArrayList<>();
    for (String step : DemoLayout.QUESTIONED) {
      JsonNode acc = results.questions(step).path("acc");
      choices.add(
          new DemoFindings.MultipleChoice(
              step,
              acc.path("value").doubleValue(),
              acc.path("interval").path(0).doubleValue(),
              acc.path("interval").path(1).doubleValue(),
              acc.path("n").asLong(),
              0.25));
    }
    return choices;
  }

  private List<DemoFindings.Generation> generations() throws IOException {
    List<DemoFindings.Generation> generations = new ArrayList<>();
    for (JsonNode line : lines(DemoLayout.CONTINUATION + "/" + ContinuationJob.FILE)) {
      generations.add(
          new DemoFindings.Generation(
              DemoLayout.TUNED, line.path("prompt").asText(), line.path("output").asText()));
    }
    return generations;
  }

  /** Each stage's time, in the order of their starts, with what it counted as its amount. */
  private List<DemoFindings.StageTime> times() {
    List<DemoFindings.StageTime> times = new ArrayList<>();
    results.manifests().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().started() + entry.getKey()))
        .forEach(
            entry -> {
              Map.Entry<String, Long> amount = amount(entry.getValue());
              times.add(
                  new DemoFindings.StageTime(
                      entry.getKey(),
                      DemoResults.seconds(entry.getValue()),
                      amount.getValue(),
                      amount.getKey()));
            });
    return times;
  }

  private static Map.Entry<String, Long> amount(Manifest manifest) {
    for (String unit : AMOUNTS) {
      if (manifest.counts().containsKey(unit)) {
        return Map.entry(unit.replace("_", " "), manifest.counts().get(unit));
      }
    }
    return Map.entry("", 0L);
  }

  private SortedMap<String, String> configuration(String best) {
    SortedMap<String, String> values = new TreeMap<>();
    Json.FILES
        .valueToTree(settings)
        .properties()
        .forEach(entry -> values.put("demo." + entry.getKey(), entry.getValue().asText()));
    values.remove("demo.output");
    values.put("best way", best);
    return values;
  }

  private SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("Glossa", Version.CODE);
    versions.put("Spark", spark.version());
    versions.put("Java", Runtime.version().toString());
    versions.put(
        "Machine",
        "%s %s, %d cores"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
    return versions;
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                fileSystem.open(new Path(layout.folder(file))), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(Json.FILES.readTree(line));
      }
    }
    return lines;
  }
}
