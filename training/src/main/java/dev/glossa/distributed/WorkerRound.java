package dev.glossa.distributed;

import dev.glossa.distributed.WorkerReport.LocalStep;
import dev.glossa.model.NativeBackend;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one worker does in one round.
 *
 * <ol>
 *   <li>Checks that its state is the one the driver counts on (or makes it, at an attempt's start).
 *   <li>Takes over the driver's parameters.
 *   <li>Takes its local steps: backward, divide by the labelled tokens, clip, inner optimizer; or,
 *       synchronous, only sums the gradients of one step.
 *   <li>Leaves the pseudo-gradient θ_driver − θ_worker, rounded to the form in which it is sent (or
 *       the summed gradient) in the replica's gradient array, where {@link SliceReduction} fetches
 *       it.
 * </ol>
 */
final class WorkerRound
    implements Function2<Integer, Iterator<MultiDataSet>, Iterator<WorkerReport>> {

  private final RoundOrder order;
  private final String configuration;
  private final ReplicaFactory replicas;
  private final Broadcast<byte[][]> parameters;

  WorkerRound(
      RoundOrder order,
      String configuration,
      ReplicaFactory replicas,
      Broadcast<byte[][]> parameters) {
    this.order = order;
    this.configuration = configuration;
    this.replicas = replicas;
    this.parameters = parameters;
  }

  @Override
  public Iterator<WorkerReport> call(Integer number, Iterator<MultiDataSet> batches) {
    NativeBackend.require();
    Worker worker = Worker.of(order.run(), number);
    String obstacle = worker.obstacle(order.attempt(), order.completedSteps());
    boolean lost = obstacle != null && order.local() && !order.firstOfAttempt();
    if (lost && !order.replaceLost()) {
      return List.of(WorkerReport.lost(number, location(), obstacle)).iterator();
    }
    if (obstacle != null) {
      renew(worker, number);
    }
    worker.beginRound();
    worker.call(
        () -> {
          FlatBytes.write(parameters.value(), worker.replica().parameters());
          return null;
        });
    skip(batches, (long) order.round() * order.batches());
    List<LocalStep> steps = new ArrayList<>();
    while (steps.size() < order.localSteps() && batches.hasNext()) {
      steps.add(
          order.local()
              ? localStep(worker, number, batches, steps.size())
              : sum(worker, number, batches, 0));
    }
    if (order.local()) {
      worker.call(() -> pseudoGradient(worker));
    }
    worker.completeRound(order.completedSteps() + steps.size());
    return List.of(
            new WorkerReport(number, location(), steps, !batches.hasNext(), lost ? obstacle : null))
        .iterator();
  }

  private void renew(Worker worker, int number) {
    worker.call(
        () -> {
          Replica fresh = newReplica();
          INDArray leftovers =
              order.exchange().isNarrow()
                  ? Nd4j.zeros(DataType.FLOAT, fresh.parameters().length())
                  : null;
          if (order.local() && order.firstOfAttempt() && order.restoreFrom() != null) {
            OptimizerFile.of(order.restoreFrom(), number).restore(fresh, leftovers);
          }
          worker.renew(fresh, leftovers, order.attempt(), order.completedSteps());
          return null;
        });
  }

  private Replica newReplica() {
    ComputationGraphConfiguration graph = ComputationGraphConfiguration.fromJson(configuration);
    long bytes = 0;
    for (byte[] slice : parameters.value()) {
      bytes += slice.length;
    }
    INDArray flat =
        Nd4j.createUninitializedDetached(graph.getDataType(), bytes / graph.getDataType().width());
    FlatBytes.write(parameters.value(), flat);
    ComputationGraph network = new ComputationGraph(graph);
    network.init(flat, false);
    return replicas.attach(network);
  }

  private static void skip(Iterator<MultiDataSet> batches, long count) {
    for (long i = 0; i < count && batches.hasNext(); i++) {
      batches.next();
    }
  }

  /** Sums loss and gradients over the batches of one step; the sum lies in the gradient array. */
  private LocalStep sum(Worker worker, int number, Iterator<MultiDataSet> batches, int step) {
    BatchLoss total = BatchLoss.NONE;
    INDArray summed = null;
    for (int i = 0; i < order.accumulation() && batches.hasNext(); i++) {
      MultiDataSet batch = batches.next();
      int pass = order.pass(step, number, i);
      total = total.plus(worker.call(() -> worker.replica().backward(batch, pass)));
      if (order.accumulation() > 1) {
        INDArray before = summed;
        summed = worker.call(() -> add(before, worker.replica().gradients()));
      }
    }
    if (summed != null) {
      INDArray all = summed;
      worker.call(() -> worker.replica().gradients().assign(all));
    }
    return new LocalStep(total.lossSum(), total.labelledTokens(), total.tokens(), Double.NaN);
  }

  private static INDArray add(INDArray summed, INDArray gradients) {
    return summed == null ? gradients.dup() : summed.addi(gradients);
  }

  private LocalStep localStep(Worker worker, int number, Iterator<MultiDataSet> batches, int step) {
    LocalStep sum = sum(worker, number, batches, step);
    double norm =
        worker.call(
            () -> {
              Replica replica = worker.replica();
              replica.restrict(order.completedSteps() + step);
              double before =
                  GradientScaling.toClippedMean(
                      replica.gradients(), sum.labelledTokens(), order.clipNorm());
              replica.step(order.learningRates()[step]);
              return before;
            });
    return new LocalStep(sum.lossSum(), sum.labelledTokens(), sum.tokens(), norm);
  }

  private Void pseudoGradient(Worker worker) {
    INDArray gradients = worker.replica().gradients();
    FlatBytes.write(parameters.value(), gradients);
    gradients.subi(worker.replica().parameters());
    if (order.exchange().isNarrow()) {
      worker.round(order.exchange());
    }
    return null;
  }

  /** Spark's own notation for "this executor", as TaskLocation reads it. */
  private static String location() {
    SparkEnv env = SparkEnv.get();
    return "executor_%s_%s".formatted(env.blockManager().blockManagerId().host(), env.executorId());
  }
}
