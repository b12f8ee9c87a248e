package dev.glossa.distributed;

import dev.glossa.model.DeviceAssignment;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import scala.Option;

/**
 * The GPU that Spark gave to the task at hand ({@code spark.task.resource.gpu}), or to the driver
 * ({@code spark.driver.resource.gpu}).
 */
public final class SparkDevices implements DeviceAssignment {
  static final String GPU = "gpu";

  @Override
  public List<String> devices() {
    TaskContext task = TaskContext.get();
    if (task != null) {
      return devices(task.resourcesJMap());
    }
    Option<SparkContext> driver = SparkContext$.MODULE$.getActive();
    if (driver.isDefined()) {
      return devices(JavaSparkContext.fromSparkContext(driver.get()).resources());
    }
    SparkEnv executor = SparkEnv.get();
    if (executor != null && tasksHaveDevices(executor.conf())) {
      throw new IllegalStateException(
          "ND4J must start on the thread of a task, which alone knows the executor's GPU");
    }
    return List.of();
  }

  static boolean tasksHaveDevices(SparkConf conf) {
    return conf.contains("spark.task.resource.gpu.amount");
  }

  static List<String> devices(Map<String, ResourceInformation> resources) {
    ResourceInformation gpu = resources.get(GPU);
    return gpu == null ? List.of() : List.of(gpu.addresses());
  }
}
