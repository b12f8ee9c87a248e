package dev.glossa.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.evaluate.CompareResult.Reported;
import dev.glossa.evaluate.CompareResult.Run;
import dev.glossa.evaluate.CompareResult.TaskComparison;
import dev.glossa.evaluate.PairedItems.Pair;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Sets two evaluations of the same items side by side.
 *
 * <ol>
 *   <li>Pairs their items, and refuses runs whose items differ.
 *   <li>Tests each metric over all items of a task and of each subject: McNemar's exact test for
 *       right and wrong, the paired bootstrap for means.
 *   <li>Writes compare.json, the items that changed ({@code changed.jsonl}) and compare.html.
 * </ol>
 */
public final class CompareJob extends Job<CompareResult> {
  private static final String CHANGED = "changed.jsonl";
  private static final ObjectMapper LINES = new ObjectMapper();

  private final CompareSettings settings;

  public CompareJob(CompareSettings settings) {
    super(CompareResult.class);
    this.settings = settings;
    if (settings.input().size() != 2) {
      throw GlossaException.usage(
          "'compare' needs two evaluations and has %d: name each by --input.",
          settings.input().size());
    }
    if (settings.resamples() < 100) {
      throw GlossaException.usage(
          "'compare.resamples' is %d: an interval needs at least 100.", settings.resamples());
    }
  }

  @Override
  public String name() {
    return "compare";
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
  public List<String> plan() {
    return List.of("compares the items of %s".formatted(String.join(" and ", settings.input())));
  }

  @Override
  protected CompareResult execute(SparkSession spark, JobContext context) throws IOException {
    EvaluatedRun first = EvaluatedRun.read(spark, settings.input().get(0), context.hadoop());
    EvaluatedRun second = EvaluatedRun.read(spark, settings.input().get(1), context.hadoop());
    SortedMap<String, List<Pair>> pairs = PairedItems.of(first, second);
    context.progress().begin(name(), pairs.size(), "tasks");
    SortedMap<String, TaskComparison> tasks = new TreeMap<>();
    pairs.forEach(
        (task, own) -> {
          context.progress().step(task);
          tasks.put(task, compare(task, own, first.result(), second.result()));
          context.count(task + "_items", own.size());
          context.progress().advanceTo(tasks.size());
        });
    CompareResult result =
        new CompareResult(1, run(first), run(second), tasks, settings.resamples(), settings.seed());
    context.write(CompareResult.FILE, Json.FILES.writeValueAsBytes(result));
    context.write(CHANGED, changed(pairs).getBytes(StandardCharsets.UTF_8));
    context.write(
        ComparePage.FILE,
        ComparePage.html(result, pairs, first.table()).getBytes(StandardCharsets.UTF_8));
    context.progress().end(String.join(", ", tasks.keySet()));
    return result;
  }

  private static Run run(EvaluatedRun run) {
    return new Run(run.folder(), run.result().model(), run.result().settings());
  }

  private TaskComparison compare(
      String task, List<Pair> pairs, EvaluateResult first, EvaluateResult second) {
    PairedMetrics metrics = new PairedMetrics(settings.resamples(), settings.seed());
    SortedMap<String, Reported> reported = new TreeMap<>();
    first
        .results()
        .get(task)
        .forEach(
            (metric, value) -> {
              Metric other = second.results().get(task).get(metric);
              reported.put(
                  metric, new Reported(value.value(), other == null ? null : other.value()));
            });
    SortedMap<String, SortedMap<String, CompareResult.Comparison>> groups = new TreeMap<>();
    PairedItems.bySubject(pairs).forEach((subject, own) -> groups.put(subject, metrics.of(own)));
    return new TaskComparison(
        reported,
        metrics.of(pairs),
        groups,
        pairs.stream().filter(Pair::gained).count(),
        pairs.stream().filter(Pair::lost).count());
  }

  private static String changed(SortedMap<String, List<Pair>> pairs) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (List<Pair> own : pairs.values()) {
      for (Pair pair : own) {
        if (pair.gained() || pair.lost()) {
          lines
              .append(
                  LINES.writeValueAsString(
                      LINES
                          .createObjectNode()
                          .put("task", pair.first().key().task())
                          .put("subject", pair.first().key().subject())
                          .put("id", pair.first().key().id())
                          .put("change", pair.gained() ? "gained" : "lost")
                          .put("gold", pair.first().gold())
                          .put("first", pair.first().prediction())
                          .put("second", pair.second().prediction())))
              .append('\n');
        }
      }
    }
    return lines.toString();
  }
}
