package dev.glossa.distributed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.distributed.Checkpoints.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains a model on packed blocks across Spark partitions, so that it can be killed at any moment.
 *
 * <ol>
 *   <li>Goes on from the last sound checkpoint in the folder, if there is one.
 *   <li>Fetches the blocks of the next round's steps and fits them through dl4j-spark.
 *   <li>Writes a checkpoint at a round's end: weights, every optimizer's state, the step, which is
 *       also the position in the data. The order of the data is a function of seed and step.
 *   <li>When a worker is lost, goes back to the last checkpoint with the same number of workers.
 * </ol>
 *
 * So a killed and resumed training ends with the bytes of an undisturbed one.
 */
public final class Trainer {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Times that training goes back without having completed a checkpoint in between. */
  private static final int PATIENCE = 3;

  private final TrainingPlan plan;
  private final TrainableModel model;
  private final DataOrder order;
  private final StepData data;
  private final Checkpoints checkpoints;
  private final TrainingListener listener;
  private final Synchronization workers;
  private final LossWatch watch;

  private byte[][] initialParameters;
  private Checkpoint lastCheckpoint;
  private long tokens;
  private int setbacks;
  private long checkpointed;

  /**
   * @param run names the training among those of this Spark application
   * @param folder of the checkpoints
   */
  public Trainer(
      JavaSparkContext spark,
      String run,
      TrainingPlan plan,
      TrainableModel model,
      List<Corpus> corpora,
      String folder,
      TrainingListener listener) {
    this.plan = plan;
    this.model = model;
    this.listener = listener;
    this.order =
        new DataOrder(
            corpora.stream()
                .map(corpus -> new DataOrder.Source(corpus.size(), corpus.weight()))
                .toList(),
            plan.seed());
    this.data =
        new StepData(
            corpora, order, plan.workers(), plan.batchSize(), plan.accumulation(), model.batches());
    this.checkpoints = new Checkpoints(folder, plan.keep());
    this.watch = new LossWatch(plan.spikeFactor());
    this.workers = workers(spark, run, corpora);
  }

  private Synchronization workers(JavaSparkContext spark, String run, List<Corpus> corpora) {
    RoundSettings settings =
        new RoundSettings(
            run,
            plan.workers(),
            plan.localSteps(),
            plan.accumulation(),
            plan.clipNorm(),
            plan.schedule()::at,
            plan.exchange(),
            plan.continueOnLoss());
    RoundTrainingMaster master =
        switch (plan.method()) {
          case DILOCO ->
              new DilocoTrainingMaster(
                  settings,
                  model.replicas(),
                  plan.outerLearningRate(),
                  plan.outerMomentum(),
                  plan.schedule().warmupSteps());
          case SYNCHRONOUS -> new SynchronousTrainingMaster(settings, model.replicas());
          case AVERAGING -> null;
        };
    if (master == null) {
      int tokensPerRow = corpora.get(0).blocks().first()._2().ids().length;
      return new AveragingSynchronization(spark, plan, model, tokensPerRow, this::stepDone);
    }
    master.setStepListener(this::stepDone);
    master.setReplacements(listener::replaced);
    return new RoundSynchronization(spark, model, master);
  }

  /**
   * How the training ended.
   *
   * @param steps optimizer steps taken
   * @param tokens tokens read
   * @param epoch how often the most-used corpus was read
   * @param rows rows read of every corpus, in order
   */
  public record Outcome(long steps, long tokens, double epoch, List<Long> rows) {}

  /**
   * Trains to the plan's last step; afterwards the model's network has the final parameters.
   *
   * @throws TrainingFailedException if the loss is no number or jumps, or workers are lost again
   *     and again
   */
  public Outcome train() {
    try {
      begin();
      while (workers.completedSteps() < plan.steps()) {
        stretch();
      }
      return outcome();
    } catch (DivergedException e) {
      throw new TrainingFailedException(
          "At step %d %s; %s."
              .formatted(
                  e.step(),
                  e.getMessage(),
                  lastCheckpoint == null
                      ? "there is no checkpoint yet: lower the learning rate and start over"
                      : "the last good checkpoint is " + lastCheckpoint.folder()),
          e);
    } finally {
      workers.release();
    }
  }

  private void begin() {
    Optional<Checkpoint> found = checkpoints.last();
    if (found.isPresent()) {
      lastCheckpoint = found.get();
      restore(lastCheckpoint);
    } else {
      initialParameters = FlatBytes.read(model.parameters());
      workers.restore(0, null);
    }
    checkpointed = System.nanoTime();
    listener.begun(workers.completedSteps());
  }

  private void restore(Checkpoint checkpoint) {
    JsonNode state = state(checkpoint);
    Optional<String> base = Optional.ofNullable(state.path("base").textValue());
    if (!base.equals(model.base())) {
      throw new TrainingFailedException(
          "The checkpoint %s was trained above another base model (checksum %s, now %s): put that one back, or start over."
              .formatted(checkpoint.folder(), base.orElse("none"), model.base().orElse("none")),
          null);
    }
    new TensorFile(checkpoint.model()).read(model.tensors());
    tokens = state.path("tokens").asLong();
    workers.restore(checkpoint.step(), checkpoint.folder());
  }

  private static JsonNode state(Checkpoint checkpoint) {
    try (InputStream in = Folder.open(checkpoint.state())) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stretch() {
    long from = workers.completedSteps();
    long to = plan.endOfStretch(from);
    try {
      workers.fit(data.steps(from, to), from, to);
      if (plan.checkpointDue(from, to, Duration.ofNanos(System.nanoTime() - checkpointed))) {
        lastCheckpoint = checkpoints.write(to, state(to), this::writeCheckpoint);
        initialParameters = null;
        checkpointed = System.nanoTime();
        setbacks = 0;
        listener.checkpoint(to, lastCheckpoint.folder());
      }
    } catch (RuntimeException e) {
      goBack(lostWorker(e));
    }
  }

  private static WorkerLostException lostWorker(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof WorkerLostException lost) {
        return lost;
      }
    }
    throw failure;
  }

  private void goBack(WorkerLostException lost) {
    setbacks++;
    if (setbacks > PATIENCE) {
      throw new TrainingFailedException(
          "Workers were lost %d times since the last checkpoint: %s."
              .formatted(setbacks, lost.getMessage()),
          lost);
    }
    watch.reset();
    if (lastCheckpoint != null) {
      restore(lastCheckpoint);
    } else {
      FlatBytes.write(initialParameters, model.parameters());
      tokens = 0;
      workers.restore(0, null);
    }
    listener.wentBack(workers.completedSteps(), lost.getMessage());
  }

  private ObjectNode state(long step) {
    ObjectNode state = JSON.createObjectNode();
    state.put("schema", 1);
    state.put("step", step);
    state.put("tokens", tokens);
    state.put("row", step * data.rowsPerStep());
    state.put("seed", plan.seed());
    state.put("workers", plan.workers());
    state.put("method", plan.method().name().toLowerCase(Locale.ROOT));
    model.base().ifPresent(checksum -> state.put("base", checksum));
    return state;
  }

  private void writeCheckpoint(String folder) {
    new TensorFile(folder + "/model.safetensors").write(model.tensors(), workers.completedSteps());
    workers.save(folder);
  }

  private void stepDone(StepReport report) {
    watch.accept(report);
    tokens += report.tokens();
    listener.step(
        new StepMetrics(
            report.step(),
            tokens,
            report.loss(),
            report.gradientNorm(),
            report.learningRate(),
            report.tokens() / report.seconds(),
            order.epoch(report.step() * data.rowsPerStep())));
  }

  private Outcome outcome() {
    long rows = plan.steps() * data.rowsPerStep();
    List<Long> drawn =
        IntStream.range(0, order.sources()).mapToObj(source -> order.drawn(rows, source)).toList();
    return new Outcome(plan.steps(), tokens, order.epoch(rows), drawn);
  }
}
