package dev.glossa.distributed;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A logical worker: its replica stays in the executor's JVM between rounds, so that the optimizer's
 * state never travels. All its work is done by one thread of its own, to which ND4J's workspaces
 * and OpenMP's thread pool belong; Spark's task threads only wait.
 *
 * <p>State is good for a round only when it is of the same attempt and has taken exactly the steps
 * that the driver counts: a task that runs twice, or on another executor, must not go unseen.
 */
final class Worker {

  /** Per-executor cache, by run and worker. */
  private static final Map<String, Worker> WORKERS = new ConcurrentHashMap<>();

  private final ExecutorService thread;
  private Replica replica;
  private INDArray leftovers;
  private String attempt = "";
  private long completedSteps;
  private boolean inRound;

  private Worker(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread worker = new Thread(task, "glossa-" + name);
              worker.setDaemon(true);
              return worker;
            });
  }

  static Worker of(String run, int number) {
    return WORKERS.computeIfAbsent(key(run, number), Worker::new);
  }

  private static String key(String run, int number) {
    return run + "/worker-" + number;
  }

  /** Frees what the workers of a run hold in this JVM. */
  static void release(String run) {
    Iterator<Map.Entry<String, Worker>> workers = WORKERS.entrySet().iterator();
    while (workers.hasNext()) {
      Map.Entry<String, Worker> entry = workers.next();
      if (entry.getKey().startsWith(run + "/")) {
        workers.remove();
        entry.getValue().thread.shutdown();
      }
    }
  }

  /** Does the work on this worker's thread and waits for it. */
  <T> T call(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a worker was computing", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Why this worker cannot begin the round as it stands, or null if it can. */
  String obstacle(String wantedAttempt, long wantedSteps) {
    if (replica == null || !attempt.equals(wantedAttempt)) {
      return "its state is not in this process";
    }
    if (inRound) {
      return "it was interrupted within a round";
    }
    return completedSteps == wantedSteps
        ? null
        : "it stands at step %d where step %d was expected".formatted(completedSteps, wantedSteps);
  }

  Replica replica() {
    return replica;
  }

  /** What rounding took away, or null. */
  INDArray leftovers() {
    return leftovers;
  }

  /**
   * Makes the gradient array what its narrow form says, so that it can be sent more than once. What
   * that takes away comes into the next one.
   */
  void round(Exchange exchange) {
    INDArray gradients = replica.gradients();
    int width = gradients.dataType().width();
    for (int slice = 0; slice < FlatBytes.slices(gradients.length()); slice++) {
      float[] values = FlatBytes.floats(FlatBytes.read(gradients, slice), width);
      float[] rest = FlatBytes.floats(FlatBytes.read(leftovers, slice), Float.BYTES);
      double[] rounded = new double[values.length];
      exchange.addScaled(rounded, exchange.encode(values, rest), 1);
      long from = (long) slice * FlatBytes.SLICE;
      FlatBytes.write(FlatBytes.encode(rounded, width), gradients, from);
      FlatBytes.write(FlatBytes.encode(rest), leftovers, from);
    }
  }

  /**
   * @param none zeros for what {@link #round} takes away, [n]; null if it is never called
   */
  void renew(Replica fresh, INDArray none, String newAttempt, long steps) {
    replica = fresh;
    leftovers = none;
    attempt = newAttempt;
    completedSteps = steps;
    inRound = false;
  }

  void beginRound() {
    inRound = true;
  }

  void completeRound(long steps) {
    completedSteps = steps;
    inRound = false;
  }
}
