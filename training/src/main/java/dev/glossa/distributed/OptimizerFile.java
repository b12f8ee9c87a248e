package dev.glossa.distributed;

import dev.glossa.distributed.TensorFile.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An optimizer's state in a checkpoint; executors write and read their workers' own. */
record OptimizerFile(TensorFile file) {

  /** Of one worker. */
  static OptimizerFile of(String checkpoint, int worker) {
    return new OptimizerFile(
        new TensorFile("%s/optimizer-%d.safetensors".formatted(checkpoint, worker)));
  }

  /** Of DiLoCo's outer optimizer. */
  static OptimizerFile outer(String checkpoint) {
    return new OptimizerFile(new TensorFile(checkpoint + "/outer.safetensors"));
  }

  /** Runs on the executor that holds the worker. */
  static void saveWorker(String checkpoint, String run, int number, String attempt, long steps) {
    Worker worker = Worker.of(run, number);
    String obstacle = worker.obstacle(attempt, steps);
    if (obstacle != null) {
      throw new WorkerLostException("worker %d: %s".formatted(number, obstacle));
    }
    worker.call(
        () -> {
          of(checkpoint, number).write(worker.replica(), worker.leftovers());
          return null;
        });
  }

  /**
   * @param leftovers what rounding took away from what the worker sent, or null
   */
  void write(Replica replica, INDArray leftovers) {
    file.write(tensors(replica, leftovers), replica.optimizerSteps());
  }

  void write(INDArray velocity) {
    file.write(List.of(Tensor.whole("velocity", velocity)), 0);
  }

  void restore(Replica replica, INDArray leftovers) {
    replica.restoreOptimizerSteps(file.read(tensors(replica, leftovers)));
  }

  void restore(INDArray velocity) {
    file.read(List.of(Tensor.whole("velocity", velocity)));
  }

  private static List<Tensor> tensors(Replica replica, INDArray leftovers) {
    Map<String, INDArray> state = new TreeMap<>(replica.optimizerState());
    if (leftovers != null) {
      state.put("leftovers", leftovers);
    }
    return state.entrySet().stream()
        .map(entry -> Tensor.whole(entry.getKey(), entry.getValue()))
        .toList();
  }
}
