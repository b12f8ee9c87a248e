package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {

  private static SparkConf taken(SparkConf conf) {
    SparkSessions.takeExecutorsWhole(conf);
    return conf;
  }

  @Test
  void aTaskTakesAllCoresOfItsExecutor() {
    SparkConf conf = new SparkConf(false).setMaster("yarn").set("spark.executor.cores", "4");
    assertThat(taken(conf).get("spark.task.cpus")).isEqualTo("4");
  }

  @Test
  void anExecutorHasAsManyCoresAsATaskHasThreads() {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("spark://host:7077")
            .set("spark.executorEnv.OMP_NUM_THREADS", "2");
    assertThat(taken(conf).get("spark.executor.cores")).isEqualTo("2");
    assertThat(conf.get("spark.task.cpus")).isEqualTo("2");
  }

  @Test
  void whatTheSettingsSayStands() {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("yarn")
            .set("spark.executor.cores", "4")
            .set("spark.task.cpus", "1");
    assertThat(taken(conf).get("spark.task.cpus")).isEqualTo("1");
  }

  @Test
  void inOneProcessTasksAreThreads() {
    SparkConf conf = taken(new SparkConf(false).setMaster("local[*, 4]"));
    assertThat(conf.contains("spark.task.cpus")).isFalse();
  }
}
