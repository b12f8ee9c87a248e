package dev.glossa.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.glossa.inference.ModelSource;
import dev.glossa.job.CountedProgress;
import dev.glossa.job.Difference;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.job.Version;
import dev.glossa.remote.RemoteModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * Measures a model.
 *
 * <ol>
 *   <li>Finds model and tokenizer.
 *   <li>Scores the items of each task on the executors, which keep the model, into the Delta table
 *       {@code items}. What is scored is kept as it comes, so that a run that was killed goes on
 *       with the items that are missing.
 *   <li>Adds the items up in the order of their ids, so that the numbers are the same to the bit
 *       whatever the partitioning, into {@code results.json}.
 *   <li>Shows results and items in {@code evaluate.html}.
 * </ol>
 */
public final class EvaluateJob extends Job<EvaluateResult> {
  private static final String LOG = ".scored";

  private final EvaluateSettings settings;
  private final ModelSource given;
  private final AnswererSource givenAnswerers;

  public EvaluateJob(EvaluateSettings settings) {
    this(settings, null);
  }

  /**
   * @param source a model from elsewhere, or null for the folder of the settings
   */
  EvaluateJob(EvaluateSettings settings, ModelSource source) {
    this(settings, source, null);
  }

  /**
   * @param source a model from elsewhere, or null for the folder of the settings
   * @param answerers who is asked in words, or null for the model
   */
  EvaluateJob(EvaluateSettings settings, ModelSource source, AnswererSource answerers) {
    super(EvaluateResult.class);
    this.settings = settings;
    this.given = source;
    this.givenAnswerers = answerers;
    required("--model", settings.model());
    required("--data", settings.data());
    if (RemoteModel.isRemote(settings.model())) {
      RemoteModel.parse(settings.model());
    }
    if (settings.task().isEmpty()) {
      throw GlossaException.usage("No task is given: name one by --task.");
    }
    List<Task> tasks = settings.task().stream().map(task -> Task.named(task, settings)).toList();
    tasks.forEach(task -> task.check(settings.rules()));
    settings.rules().requireUseful(tasks);
    if (settings.window() != null && settings.window() < 1) {
      throw GlossaException.usage(
          "'evaluate.window' is %d: a window has at least one token.", settings.window());
    }
    if (settings.engine().batchSize() < 1) {
      throw GlossaException.usage(
          "'evaluate.batch-size' is %d: at least one question is asked at a time.",
          settings.engine().batchSize());
    }
    if (settings.stride() != null && settings.stride() < 1) {
      throw GlossaException.usage(
          "'evaluate.stride' is %d: windows are at least one token apart.", settings.stride());
    }
  }

  private static void required(String option, String value) {
    if (value == null) {
      throw GlossaException.usage("'evaluate' needs %s.", option);
    }
  }

  @Override
  public String name() {
    return "evaluate";
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
    return given == null && !RemoteModel.isRemote(settings.model())
        ? List.of(settings.model(), settings.data())
        : List.of(settings.data());
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  /** How a server is asked, how many tasks compute, and when rows are written shows nowhere. */
  @Override
  protected boolean decides(Difference difference) {
    return difference.kind() != Difference.Kind.SETTING
        || !(difference.name().startsWith("evaluate.remote.")
            || difference.name().equals("evaluate.models-per-executor")
            || difference.name().equals("evaluate.save-every"));
  }

  @Override
  public List<String> plan() {
    return settings.task().stream()
        .map(task -> "task %s of %s on %s".formatted(task, settings.model(), settings.data()))
        .toList();
  }

  @Override
  protected EvaluateResult execute(SparkSession spark, JobContext context) throws IOException {
    TestedModel model = TestedModel.of(settings, given, givenAnswerers, context.hadoop());
    context.fileSystem().delete(context.path(ItemTable.NAME), true);
    DeltaLog.clearCache();
    SortedMap<String, SortedMap<String, Metric>> results = new TreeMap<>();
    SortedMap<String, SortedMap<String, SortedMap<String, Metric>>> groups = new TreeMap<>();
    SortedMap<String, Map<String, Object>> asked = new TreeMap<>();
    for (String name : settings.task()) {
      Task task = Task.named(name, settings);
      if (!results.isEmpty()) {
        task.remember(items(spark, context));
      }
      Task.Results measured = measure(spark, context, task, model);
      asked.put(name, task.asked(scoring(model, null)));
      results.put(name, measured.metrics());
      if (!measured.groups().isEmpty()) {
        groups.put(name, measured.groups());
      }
    }
    EvaluateResult result =
        new EvaluateResult(
            1,
            settings.model(),
            model.tokenizer(),
            results,
            groups,
            settingsByName(asked),
            new TreeMap<>(
                Map.of("glossa", Version.CODE, "spark", spark.version(), "java", javaVersion())));
    context.write(EvaluateResult.FILE, Json.FILES.writeValueAsBytes(result));
    context.write(
        EvaluatePage.FILE,
        EvaluatePage.html(result, items(spark, context)).getBytes(StandardCharsets.UTF_8));
    if (settings.engine().harnessResults()) {
      context.write(HarnessResults.FILE, HarnessResults.json(result));
    }
    return result;
  }

  private Task.Results measure(SparkSession spark, JobContext context, Task task, TestedModel model)
      throws IOException {
    ItemLog log =
        ItemLog.open(
            spark,
            context.path(LOG),
            model.key() + " " + versions(context.hadoop()),
            task.name(),
            settings.engine().savedAtOnce(model.source() == null));
    JavaRDD<Row> scored = task.score(spark, data(task, context), scoring(model, log));
    context.progress().begin(task.name(), log.expected(), "items");
    try (CountedProgress watch =
        new CountedProgress(log.asked(), log.expected(), context.progress())) {
      spark
          .createDataFrame(scored, ItemTable.SCHEMA)
          .write()
          .format("delta")
          .mode("append")
          .save(context.path(ItemTable.NAME).toString());
    }
    Dataset<Row> items = items(spark, context).where(col("task").equalTo(lit(task.name())));
    Row counts =
        items
            .agg(
                count(lit(1)),
                count(col("error")),
                sum(col("prompt_tokens")),
                sum(col("new_tokens")))
            .first();
    if (counts.getLong(0) == 0) {
      throw GlossaException.badInput(
          "There is nothing to measure '%s' on in '%s'.", task.name(), settings.data());
    }
    context.count(task.name() + "_items", counts.getLong(0));
    context.count(task.name() + "_errors", counts.getLong(1));
    if (!counts.isNullAt(2)) {
      context.count(task.name() + "_prompt_tokens", counts.getLong(2));
      context.count(task.name() + "_new_tokens", counts.getLong(3));
    }
    if (counts.getLong(0) == counts.getLong(1)) {
      Row first = items.orderBy("id").select("id", "error").first();
      throw GlossaException.badInput(
          "None of %d items of '%s' has an answer; that of '%s' has none because: %s Start over with"
              + " --fresh when that is mended.",
          counts.getLong(0), task.name(), first.getString(0), first.getString(1));
    }
    Task.Results results =
        task.results(
            items
                .drop("prompt", "option_log_likelihoods", "output")
                .orderBy("subject", "id", "log_likelihood", "bytes")
                .toLocalIterator());
    context
        .progress()
        .end(
            "%,d items, %,d of them could not be asked"
                .formatted(counts.getLong(0), counts.getLong(1)));
    return results;
  }

  private Scoring scoring(TestedModel model, ItemLog log) {
    return new Scoring(
        model.source(),
        model.answerers(),
        settings.rules(),
        settings.window(),
        settings.modelsPerExecutor(),
        settings.engine().batchSize(),
        log);
  }

  private static Dataset<Row> items(SparkSession spark, JobContext context) {
    return spark.read().format("delta").load(context.path(ItemTable.NAME).toString());
  }

  @Override
  protected void removeRemains(JobContext context) throws IOException {
    context.fileSystem().delete(context.path(LOG), true);
  }

  /** With several tasks each has an entry of its name below the data. */
  private String data(Task task, JobContext context) throws IOException {
    Path own = new Path(settings.data(), task.name());
    return own.getFileSystem(context.hadoop()).exists(own) ? own.toString() : settings.data();
  }

  /**
   * @param asked by task
   */
  private SortedMap<String, String> settingsByName(SortedMap<String, Map<String, Object>> asked) {
    Rules rules = settings.rules();
    SortedMap<String, String> byName = new TreeMap<>();
    byName.put("data", settings.data());
    byName.put("mode", rules.mode().key());
    byName.put("chat", rules.chat() == null ? "default" : rules.chat().toString());
    byName.put("random-letter", rules.randomLetter());
    asked.forEach(
        (task, own) ->
            own.forEach(
                (key, value) ->
                    byName.put(EvaluateResult.key(task, key, asked.size()), value.toString())));
    return byName;
  }

  private static String javaVersion() {
    return Runtime.version().toString();
  }
}
