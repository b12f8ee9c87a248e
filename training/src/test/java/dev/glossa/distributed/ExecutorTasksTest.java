package dev.glossa.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorTasksTest {

  private static SparkConf conf(String... settings) {
    SparkConf conf = new SparkConf(false);
    for (int i = 0; i < settings.length; i += 2) {
      conf.set("spark." + settings[i], settings[i + 1]);
    }
    return conf;
  }

  @Test
  void coresLimitTasks() {
    assertThat(ExecutorTasks.of(conf())).isEqualTo(new ExecutorTasks(1, 0));
    assertThat(ExecutorTasks.of(conf("executor.cores", "4"))).isEqualTo(new ExecutorTasks(4, 0));
    assertThat(ExecutorTasks.of(conf("executor.cores", "5", "task.cpus", "2")))
        .isEqualTo(new ExecutorTasks(2, 0));
  }

  @Test
  void devicesLimitThemToo() {
    assertThat(
            ExecutorTasks.of(
                conf(
                    "executor.cores", "8",
                    "executor.resource.gpu.amount", "1",
                    "task.resource.gpu.amount", "1")))
        .isEqualTo(new ExecutorTasks(1, 1));
    assertThat(
            ExecutorTasks.of(
                conf(
                    "executor.cores", "8",
                    "executor.resource.gpu.amount", "2",
                    "task.resource.gpu.amount", "0.34")))
        .isEqualTo(new ExecutorTasks(4, 2));
  }

  @Test
  void twoTasksAtOnceWithADeviceEachAreRefused() {
    new ExecutorTasks(1, 2).requireOneDevice();
    new ExecutorTasks(2, 1).requireOneDevice();
    assertThatThrownBy(() -> new ExecutorTasks(2, 2).requireOneDevice())
        .hasMessageContaining("spark.executor.resource.gpu.amount=1");
  }
}
