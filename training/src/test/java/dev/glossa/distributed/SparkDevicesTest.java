package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.model.BackendUnavailableException;
import dev.glossa.model.NativeBackend;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.TaskContextImpl;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import scala.Predef;
import scala.Tuple2;
import scala.collection.JavaConverters;

class SparkDevicesTest {

  /** A process in which a task that has the GPU 3 starts ND4J, as an executor does. */
  static final class Executor {
    private Executor() {}

    public static void main(String[] arguments) {
      TaskContext$.MODULE$.setTaskContext(task("3"));
      try {
        NativeBackend.require();
      } catch (BackendUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static TaskContext task(String... devices) {
    Map<String, ResourceInformation> resources =
        Map.of("gpu", new ResourceInformation("gpu", devices));
    return new TaskContextImpl(
        0,
        0,
        0,
        1,
        0,
        0,
        null,
        new Properties(),
        null,
        null,
        1,
        JavaConverters.mapAsScalaMap(resources)
            .toMap(Predef.<Tuple2<String, ResourceInformation>>conforms()));
  }

  @Test
  void aTaskHasTheDevicesThatSparkGaveIt() {
    TaskContext$.MODULE$.setTaskContext(task("1"));
    try {
      assertThat(new SparkDevices().devices()).containsExactly("1");
    } finally {
      TaskContext$.MODULE$.unset();
    }
    assertThat(new SparkDevices().devices()).isEmpty();
  }

  @Test
  void otherResourcesAreNoDevices() {
    ResourceInformation fpga = new ResourceInformation("fpga", new String[] {"f1"});
    assertThat(SparkDevices.devices(Map.of("fpga", fpga))).isEmpty();
  }

  /**
   * On the CPU the assignment is refused; that happens before any backend of ND4J is looked for.
   */
  @Test
  void theDeviceIsChosenBeforeNd4jStarts() throws Exception {
    List<String> said =
        OwnProcess.run(Map.of(), List.of("-Xlog:class+load:stdout"), Executor.class);
    assertThat(said)
        .anyMatch(line -> line.startsWith("Spark assigned the GPU '3' to this process"))
        .anyMatch(line -> line.contains(SparkDevices.class.getName() + " "))
        .noneMatch(line -> line.contains("org.nd4j.linalg.factory.Nd4jBackend "));
  }
}
