package dev.glossa.plan;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.InputSample;
import dev.glossa.job.ByteSize;
import dev.glossa.job.Configuration;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inline;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Json;
import dev.glossa.pack.PackSettings;
import dev.glossa.pretrain.PretrainSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Says before machines are rented how many of which type a corpus and a training need, for how
 * long, and the command lines for them.
 *
 * <ol>
 *   <li>Takes a sample of the input, and half of it.
 *   <li>Runs preparation, vocabulary and packing on both, here, and reads from Spark what they
 *       took.
 *   <li>Measures a few steps of the model's training here; for GPUs it is computed.
 *   <li>Carries all over to the whole input and the machines, and writes plan.json.
 * </ol>
 */
public final class PlanJob extends Job<Plan> {
  /** Sections of the configuration that decide what the jobs do. */
  private static final List<String> JOBS =
      List.of("ingest", "prepare", "vocab", "pack", "pretrain");

  /** Where the sample lies below the output folder while it is used. */
  private static final String SAMPLE = "_sample";

  /** The load of a core below which other programs disturb no measurement. */
  private static final double QUIET = 0.3;

  private final PlanSettings settings;
  private final Configuration configuration;
  private final Machines machines;
  private final Machine machine;

  /** What decides the result. */
  private record Deciding(@Inline PlanSettings plan, SortedMap<String, Object> jobs) {}

  /**
   * @param configuration section {@code plan}, and the settings of the planned jobs
   * @throws GlossaException (usage) if there is no such machine, or a setting makes no sense
   */
  public PlanJob(Configuration configuration) {
    super(Plan.class);
    this.configuration = configuration;
    this.settings = configuration.section("plan", PlanSettings.class);
    this.machines =
        Machines.read(settings.machines(), settings.prices(), HadoopConfigurations.of(null));
    this.machine = machines.named(settings.machine());
    if (machine.gpu() != null && machine.platform().serverless()) {
      throw GlossaException.usage(
          "'%s' has no workers with GPUs: take another machine.", machine.platform().name());
    }
  }

  @Override
  public String name() {
    return "plan";
  }

  @Override
  protected Record settings() {
    SortedMap<String, Object> jobs = new TreeMap<>();
    JOBS.forEach(job -> jobs.put(job, configuration.raw().getObject(job).unwrapped()));
    return new Deciding(settings, jobs);
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
    return List.of(
        "running prepare, vocab train and pack %d times on at most %s of %s"
            .formatted(
                1 + 2 * settings.repeat(), settings.sample(), Documents.describe(settings.input())),
        "planning for " + machine.describe());
  }

  @Override
  protected Plan execute(SparkSession spark, JobContext context) throws IOException {
    double load = Processor.load();
    int cores = spark.sparkContext().defaultParallelism();
    ExecutorShape shape = shapeForText();
    TrainingEstimate training = training(context);
    Path half = context.path(SAMPLE + "/half");
    Path whole = context.path(SAMPLE + "/whole");
    context.progress().begin("sample", -1, "files");
    InputSample sample =
        InputSample.write(
            spark,
            settings.input(),
            settings.sample().bytes(),
            configuration.section("ingest", IngestSettings.class),
            half,
            whole);
    context
        .progress()
        .end("%s of %s".formatted(new ByteSize(sample.whole()), new ByteSize(sample.bytes())));
    SampleRuns.Costs costs =
        new SampleRuns(spark, context, configuration, half, whole).run(sample, settings.repeat());
    context.fileSystem().delete(context.path(SAMPLE), true);

    long bytes = settings.size() == null ? sample.bytes() : settings.size().bytes();
    long tokens = Math.round((double) costs.packed().tokens() / sample.whole() * bytes);
    List<PlannedJob> jobs = new ArrayList<>();
    Planner planner = new Planner(machine, settings.executors(), settings.hours());
    CommandLines commands = new CommandLines(configuration, settings, machine.platform());
    jobs.add(overText("prepare", costs.prepare(), bytes, shape, planner, commands.prepare()));
    jobs.add(
        overText("vocab train", costs.vocabulary(), bytes, shape, planner, commands.vocabulary()));
    jobs.add(overText("pack", costs.pack(), bytes, shape, planner, commands.pack()));
    Notes notes = new Notes(machine, sample, costs);
    if (load > QUIET * cores) {
      notes.add(
          "Other programs ran here (load %.1f on %d cores): times may be too long, so plan again when they are done."
              .formatted(load, cores));
    }
    if (training != null) {
      jobs.add(
          training.plan(planner, settings.tokens() == null ? tokens : settings.tokens(), commands));
      notes.add(training.note());
    }
    Plan plan =
        new Plan(
            1,
            machine.describe(),
            sample.files(),
            bytes,
            sample.whole(),
            Processor.name(),
            cores,
            tokens,
            jobs,
            notes.lines());
    context.write(Plan.FILE, Json.FILES.writeValueAsBytes(plan));
    return plan;
  }

  private ExecutorShape shapeForText() {
    long record = configuration.section("ingest", IngestSettings.class).maxRecordSize().bytes();
    return ExecutorShape.forText(machine, record)
        .orElseThrow(
            () ->
                GlossaException.usage(
                    "An executor on %s cannot hold records of %s: %s, or set"
                        + " ingest.max-record-size.",
                    machine.describe(),
                    new ByteSize(record),
                    machines
                        .smallest(
                            machine, other -> ExecutorShape.forText(other, record).isPresent())
                        .map(other -> "take " + other.describe())
                        .orElse("take another platform")));
  }

  private static PlannedJob overText(
      String job, JobCost cost, long bytes, ExecutorShape shape, Planner planner, String command) {
    Work work = cost.of(bytes);
    int executors = planner.executors(job, work, shape);
    return planner.plan(
        job, work, shape, executors, cost.local() * bytes, cost.written() * bytes, command);
  }

  /** Null where no training is planned. */
  private TrainingEstimate training(JobContext context) {
    if (settings.model() == null) {
      return null;
    }
    context.progress().begin("training", -1, "steps");
    TrainingEstimate training =
        TrainingEstimate.of(
            settings.model(),
            configuration.section("pretrain", PretrainSettings.class).training(),
            configuration.section("pack", PackSettings.class).length(),
            configuration.raw().getInt("vocab.train.flags.vocab-size"),
            machine,
            machines,
            context.hadoop());
    context.progress().end(training.note());
    return training;
  }
}
