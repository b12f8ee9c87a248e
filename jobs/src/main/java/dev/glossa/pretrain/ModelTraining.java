package dev.glossa.pretrain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.checkpoint.ModelCard;
import dev.glossa.distributed.Corpus;
import dev.glossa.distributed.Exchange;
import dev.glossa.distributed.ExecutorTasks;
import dev.glossa.distributed.FirstStage;
import dev.glossa.distributed.Method;
import dev.glossa.distributed.StepMetrics;
import dev.glossa.distributed.TrainableModel;
import dev.glossa.distributed.Trainer;
import dev.glossa.distributed.TrainingFailedException;
import dev.glossa.distributed.TrainingListener;
import dev.glossa.distributed.TrainingPlan;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import dev.glossa.model.BasePrecision;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.MatrixProducts;
import dev.glossa.model.NativeBackend;
import dev.glossa.model.WorkerMemory;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The common part of every job that trains: runs the trainer, and leaves model (or adapter),
 * checkpoints, metrics.jsonl and training.html in the job's folder.
 */
public final class ModelTraining {

  /** Steps whose mean is called the first or last loss; of a short training each half. */
  private static final int MEAN_OF = 10;

  private static final String MODEL = "model";
  private static final String ADAPTER = "adapter";

  private final String name;
  private final TrainingOptions options;
  private final JobContext context;

  /**
   * @param name the job, for people
   */
  public ModelTraining(String name, TrainingOptions options, JobContext context) {
    this.name = name;
    this.options = options;
    this.context = context;
  }

  /**
   * @param steps optimizer steps of every worker
   * @param first what alone learns in the first of them; null: all learns
   * @param model is trained in place
   * @param tokenizer goes into the model's folder
   * @param card the lines of the model's README.md
   */
  public TrainingResult run(
      SparkSession spark,
      long steps,
      FirstStage first,
      LlamaModel model,
      TokenizerFiles tokenizer,
      List<BlockCorpus> data,
      List<String> card)
      throws IOException {
    TrainingPlan plan = options.plan(steps);
    List<Corpus> corpora = data.stream().map(BlockCorpus::corpus).toList();
    data.forEach(corpus -> corpus.requireFits(model.config()));
    requireMemory(model, plan, data.get(0).length(), spark.sparkContext());
    if (options.recomputeActivations()) {
      model.recomputeActivations();
    }
    try (MetricsFile metrics =
        new MetricsFile(context.fileSystem(), context.path("metrics.jsonl"))) {
      Trainer.Outcome outcome =
          new Trainer(
                  JavaSparkContext.fromSparkContext(spark.sparkContext()),
                  context.folder().toString(),
                  plan,
                  TrainableModel.of(model, options.optimizer(), first),
                  corpora,
                  context.path("checkpoints").toString(),
                  new Listener(metrics, plan, data.get(0).length(), model, peak(spark), card))
              .train();
      TrainingResult result = result(outcome, corpora, metrics.steps());
      ModelCard readme = new ModelCard("A model trained by Glossa", card);
      if (model.adaptation().isPresent()) {
        ModelFolder.saveAdapters(
            context.path(ADAPTER), context.fileSystem(), model, tokenizer, options.dtype(), readme);
      } else {
        ModelFolder.save(
            context.path(MODEL), context.fileSystem(), model, tokenizer, options.dtype(), readme);
      }
      writePage(TrainingPage.html(title(), String.join(" ", card), result, metrics.steps()));
      context.count("steps", result.steps());
      context.count("tokens", result.tokens());
      context.progress().end("loss %.3f -> %.3f".formatted(result.firstLoss(), result.lastLoss()));
      return result;
    } catch (TrainingFailedException e) {
      throw new GlossaException(ExitCode.FAILURE, e.getMessage(), e);
    } finally {
      corpora.forEach(corpus -> corpus.blocks().unpersist());
    }
  }

  /**
   * Adds the adapters that {@link #run} wrote to their base model, and writes it whole.
   *
   * @param base the folder of the base model
   */
  public void merge(String base, TokenizerFiles tokenizer, List<String> card) throws IOException {
    LlamaModel whole = ModelFolder.merge(base, context.path(ADAPTER).toString(), context.hadoop());
    ModelFolder.save(
        context.path(MODEL),
        context.fileSystem(),
        whole,
        tokenizer,
        options.dtype(),
        new ModelCard("A model trained by Glossa", card));
  }

  /** Says how much memory the training needs, and refuses it where that is not there. */
  private void requireMemory(LlamaModel model, TrainingPlan plan, int length, SparkContext spark) {
    WorkerMemory worker =
        WorkerMemory.of(
            model.config(),
            model.parameters().length(),
            plan.batchSize(),
            length,
            plan.accumulation() > 1,
            plan.exchange() != Exchange.FLOAT32,
            options.recomputeActivations());
    long frozen = 0;
    if (model.adaptation().isPresent()) {
      BasePrecision precision = model.adaptation().get().precision();
      frozen = precision.bytes(model.config());
      worker = worker.withWork(precision.room(model.config()));
    }
    TrainingMemory memory =
        spark.isLocal()
            ? TrainingMemory.inOneProcess(worker, plan.workers(), frozen)
            : TrainingMemory.ofAnExecutor(
                worker, Math.min(plan.workers(), tasksAtOnce(spark)), frozen);
    memory.require(NativeBackend.memoryLimit());
    context.progress().step(memory.describe());
  }

  private static int tasksAtOnce(SparkContext spark) {
    ExecutorTasks tasks = ExecutorTasks.of(spark.getConf());
    try {
      tasks.requireOneDevice();
    } catch (IllegalArgumentException e) {
      throw GlossaException.usage("This training cannot be: %s.", e.getMessage());
    }
    return tasks.slots();
  }

  /** Of matrix products on an executor, in operations a second. */
  private static double peak(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(List.of(0), 1)
        .map(task -> MatrixProducts.peak())
        .first();
  }

  private String title() {
    return "Training: " + name;
  }

  private void writePage(String html) throws IOException {
    context.write("training.html", html.getBytes(StandardCharsets.UTF_8));
  }

  private static TrainingResult result(
      Trainer.Outcome outcome, List<Corpus> corpora, List<JsonNode> steps) {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (int i = 0; i < corpora.size(); i++) {
      rows.merge(corpora.get(i).name(), outcome.rows().get(i), Long::sum);
    }
    int some = Math.min(MEAN_OF, (steps.size() + 1) / 2);
    return new TrainingResult(
        outcome.steps(),
        outcome.tokens(),
        outcome.epoch(),
        meanLoss(steps.subList(0, some)),
        meanLoss(steps.subList(steps.size() - some, steps.size())),
        rows);
  }

  private static double meanLoss(List<JsonNode> steps) {
    return steps.stream().mapToDouble(step -> step.path("loss").asDouble()).average().orElse(0);
  }

  /** Writes metrics and tells the progress in tokens. */
  private final class Listener implements TrainingListener {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final MetricsFile metrics;
    private final TrainingPlan plan;
    private final long tokensPerStep;
    private final double operationsPerToken;
    private final double peak;
    private final String subtitle;
    private long told = System.nanoTime();

    Listener(
        MetricsFile metrics,
        TrainingPlan plan,
        int length,
        LlamaModel model,
        double peak,
        List<String> card) {
      this.metrics = metrics;
      this.plan = plan;
      this.tokensPerStep = (long) plan.workers() * plan.batchSize() * plan.accumulation() * length;
      this.operationsPerToken =
          MatrixProducts.operationsPerToken(model.config(), length, model.adaptation().isPresent());
      this.peak = peak;
      this.subtitle = String.join(" ", card);
    }

    @Override
    public void begun(long step) {
      context.progress().begin(name, plan.steps() * tokensPerStep, "tokens");
      if (step > 0) {
        context.progress().step("goes on after step %,d".formatted(step));
      }
      keepUntil(step);
    }

    @Override
    public void step(StepMetrics step) {
      double peakShare = step.tokensPerSecond() / plan.workers() * operationsPerToken / peak;
      metrics.add(step, peakShare);
      context.progress().advanceTo(step.step() * tokensPerStep);
      boolean roundDone =
          plan.method() == Method.SYNCHRONOUS || step.step() % plan.localSteps() == 0;
      if (roundDone && System.nanoTime() - told > INTERVAL.toNanos()) {
        told = System.nanoTime();
        context
            .progress()
            .step(
                "step %,d of %,d  loss %.3f  lr %.1e  %.0f %% of peak"
                    .formatted(step.step(), plan.steps(), step.loss(), step.lr(), 100 * peakShare));
        show(step, peakShare);
      }
    }

    private void show(StepMetrics step, double peakShare) {
      try {
        writePage(
            TrainingPage.live(title(), subtitle, step, peakShare, plan.steps(), metrics.steps()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write training.html", e);
      }
    }

    @Override
    public void wentBack(long step, String reason) {
      keepUntil(step);
      metrics.event("went_back", step, reason);
      context.progress().step("back to step %,d: %s".formatted(step, reason));
    }

    @Override
    public void replaced(long step, int worker, String reason) {
      metrics.event("worker_replaced", step, "worker %d: %s".formatted(worker, reason));
      context.progress().step("worker %d goes on afresh: %s".formatted(worker, reason));
    }

    @Override
    public void checkpoint(long step, String folder) {}

    private void keepUntil(long step) {
      try {
        metrics.keepUntil(step);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write metrics.jsonl", e);
      }
    }
  }
}
