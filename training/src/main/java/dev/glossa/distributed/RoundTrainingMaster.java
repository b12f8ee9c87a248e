package dev.glossa.distributed;

import dev.glossa.distributed.WorkerReport.LocalStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A training master that works in rounds over partitions of batches, one partition a worker: every
 * round broadcasts the parameters, lets the workers compute, and folds the weighted sum of what
 * they computed into the driver's network. Batches of one worker are read in order.
 */
public abstract class RoundTrainingMaster extends GraphTrainingMaster {

  private final RoundSettings settings;
  private final ReplicaFactory replicas;
  private final boolean local;
  private Consumer<StepReport> listener = report -> {};
  private Replacements replacements = (step, worker, reason) -> {};

  private String attempt = UUID.randomUUID().toString();
  private boolean firstOfAttempt = true;
  private String restoreFrom;
  private long completedSteps;
  private List<String> locations = List.of();

  RoundTrainingMaster(RoundSettings settings, ReplicaFactory replicas, boolean local) {
    this.settings = settings;
    this.replicas = replicas;
    this.local = local;
  }

  /** Hears of every step, when its round is done; by throwing it stops the training. */
  public final void setStepListener(Consumer<StepReport> stepListener) {
    this.listener = stepListener;
  }

  /** Hears of workers whose state was gone, and that went on with a fresh optimizer. */
  @FunctionalInterface
  interface Replacements {
    /**
     * @param step the last step before
     */
    void replaced(long step, int worker, String reason);
  }

  final void setReplacements(Replacements heard) {
    this.replacements = heard;
  }

  /** Optimizer steps taken since the training's beginning, checkpoints included. */
  public final long completedSteps() {
    return completedSteps;
  }

  /**
   * Goes to a checkpoint: whatever the workers hold is void, and they read their optimizers from
   * the folder when the next round begins.
   *
   * @param folder null: fresh optimizers
   */
  public void restore(SparkComputationGraph graph, long steps, String folder) {
    attempt = UUID.randomUUID().toString();
    firstOfAttempt = true;
    completedSteps = steps;
    restoreFrom = folder;
    locations = List.of();
  }

  /** Writes what a later {@link #restore} needs besides the parameters into the folder. */
  public abstract void save(SparkComputationGraph graph, String folder);

  /** Frees what the workers hold, on every executor. */
  public final void release(JavaSparkContext spark) {
    String run = settings.run();
    workers(spark).foreach(worker -> Worker.release(run));
  }

  @Override
  public final void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> batches) {
    if (batches.getNumPartitions() != settings.workers()) {
      throw new IllegalArgumentException(
          "%d workers need as many partitions of batches, not %d"
              .formatted(settings.workers(), batches.getNumPartitions()));
    }
    int round = 0;
    while (!round(graph, batches, round)) {
      round++;
    }
  }

  /** Returns whether the batches are used up. */
  private boolean round(SparkComputationGraph graph, JavaRDD<MultiDataSet> batches, int round) {
    JavaSparkContext spark = graph.getSparkContext();
    INDArray parameters = flat(graph.getNetwork().params());
    Broadcast<byte[][]> broadcast = spark.broadcast(FlatBytes.read(parameters));
    long begin = System.nanoTime();
    try {
      spark.sc().setJobDescription(settings.run() + ": steps from " + (completedSteps + 1));
      List<WorkerReport> reports = compute(graph, batches, round, broadcast);
      int steps = commonSteps(reports);
      if (steps > 0) {
        completedSteps += steps;
        firstOfAttempt = false;
        locations = reports.stream().map(WorkerReport::location).toList();
        double norm = fold(graph, reports);
        tellListener(reports, steps, norm, (System.nanoTime() - begin) / 1e9 / steps);
        graph.getNetwork().getConfiguration().setIterationCount((int) completedSteps);
      }
      return reports.stream().anyMatch(WorkerReport::exhausted);
    } finally {
      spark.sc().setJobDescription(null);
      broadcast.destroy();
    }
  }

  private List<WorkerReport> compute(
      SparkComputationGraph graph,
      JavaRDD<MultiDataSet> batches,
      int round,
      Broadcast<byte[][]> parameters) {
    RoundOrder order =
        new RoundOrder(
            settings.run(),
            settings.workers(),
            attempt,
            round,
            completedSteps,
            firstOfAttempt,
            restoreFrom,
            settings.localSteps(),
            settings.accumulation(),
            local,
            IntStream.range(0, settings.localSteps()).mapToDouble(this::learningRate).toArray(),
            settings.clipNorm(),
            exchange(),
            settings.replaceLost());
    String configuration = graph.getNetwork().getConfiguration().toJson();
    List<WorkerReport> reports =
        new ArrayList<>(
            PlacedRdd.of(batches, locations)
                .mapPartitionsWithIndex(
                    new WorkerRound(order, configuration, replicas, parameters), true)
                .collect());
    reports.sort(Comparator.comparingInt(WorkerReport::worker));
    for (WorkerReport report : reports) {
      if (report.isWaiting()) {
        throw new WorkerLostException(
            "worker %d cannot go on after step %d: %s"
                .formatted(report.worker(), completedSteps, report.lost()));
      }
      if (report.lost() != null) {
        replacements.replaced(completedSteps, report.worker(), report.lost());
      }
    }
    return reports;
  }

  private double learningRate(int localStep) {
    return settings.learningRate().applyAsDouble(completedSteps + localStep);
  }

  private static int commonSteps(List<WorkerReport> reports) {
    int steps = reports.get(0).steps().size();
    for (WorkerReport report : reports) {
      if (report.steps().size() != steps) {
        throw new IllegalArgumentException(
            "worker %d had batches for %d steps, worker 0 for %d: all must have the same number"
                .formatted(report.worker(), report.steps().size(), steps));
      }
    }
    return steps;
  }

  private void tellListener(List<WorkerReport> reports, int steps, double norm, double seconds) {
    for (int i = 0; i < steps; i++) {
      int at = i;
      List<LocalStep> workers = reports.stream().map(report -> report.steps().get(at)).toList();
      long labelled = workers.stream().mapToLong(LocalStep::labelledTokens).sum();
      double loss = workers.stream().mapToDouble(LocalStep::lossSum).sum() / Math.max(1, labelled);
      long step = completedSteps - steps + i + 1;
      listener.accept(
          new StepReport(
              step,
              loss,
              local ? meanNorm(workers) : norm,
              settings.learningRate().applyAsDouble(step - 1),
              workers.stream().mapToLong(LocalStep::tokens).sum(),
              seconds));
    }
  }

  private static double meanNorm(List<LocalStep> workers) {
    return workers.stream().mapToDouble(LocalStep::gradientNorm).average().orElseThrow();
  }

  /**
   * Folds the workers' arrays into the driver's network.
   *
   * @return the norm of what was folded in
   */
  abstract double fold(SparkComputationGraph graph, List<WorkerReport> reports);

  /** The sum of the workers' gradient arrays times their weights. */
  final void sumOfWorkers(JavaSparkContext spark, double[] weights, INDArray into) {
    SliceReduction.sum(
        placedWorkers(spark), settings.run(), attempt, completedSteps, exchange(), weights, into);
  }

  /** Summed gradients are never rounded. */
  private Exchange exchange() {
    return local ? settings.exchange() : Exchange.FLOAT32;
  }

  final JavaRDD<Integer> placedWorkers(JavaSparkContext spark) {
    return PlacedRdd.of(workers(spark), locations);
  }

  private JavaRDD<Integer> workers(JavaSparkContext spark) {
    return spark.parallelize(
        IntStream.range(0, settings.workers()).boxed().toList(), settings.workers());
  }

  final RoundSettings settings() {
    return settings;
  }

  final ReplicaFactory replicas() {
    return replicas;
  }

  final String attempt() {
    return attempt;
  }

  final String restoreFrom() {
    return restoreFrom;
  }

  /** The array as a vector, sharing its memory. */
  static INDArray flat(INDArray array) {
    return array.reshape(array.length());
  }
}
