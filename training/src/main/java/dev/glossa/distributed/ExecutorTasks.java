package dev.glossa.distributed;

import org.apache.spark.SparkConf;

/**
 * How many tasks an executor of a cluster runs at once, each of which may be a worker.
 *
 * @param slots by its cores, and by its GPUs if tasks have some
 * @param devices GPUs of an executor; 0 if there are none
 */
public record ExecutorTasks(int slots, int devices) {

  /** By the settings of a Spark application; an executor without stated cores has one. */
  public static ExecutorTasks of(SparkConf conf) {
    int slots = conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1);
    if (!SparkDevices.tasksHaveDevices(conf)) {
      return new ExecutorTasks(Math.max(1, slots), 0);
    }
    double each = conf.getDouble("spark.task.resource.gpu.amount", 1);
    int devices = conf.getInt("spark.executor.resource.gpu.amount", 1);
    int ofDevices = (int) (each < 1 ? devices * Math.floor(1 / each) : devices / each);
    return new ExecutorTasks(Math.max(1, Math.min(slots, ofDevices)), devices);
  }

  /**
   * A process of ND4J computes on one device, so two tasks at once must not have two.
   *
   * @throws IllegalArgumentException if they would
   */
  public void requireOneDevice() {
    if (slots > 1 && devices > 1) {
      throw new IllegalArgumentException(
          "executors have %d GPUs and run %d tasks at once, but a process of ND4J computes on one GPU: set spark.executor.resource.gpu.amount=1, for one executor a GPU"
              .formatted(devices, slots));
    }
  }
}
