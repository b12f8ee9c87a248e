package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StoppableRunTest {

  @Test
  void isInterruptedAndThenAsBefore() {
    try (StoppableRun run = new StoppableRun(null, "run")) {
      new Thread(run::stop).start();
      assertThatThrownBy(() -> new CountDownLatch(1).await())
          .isInstanceOf(InterruptedException.class);
      run.stop();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void isNotStoppedAfterItsEnd() {
    StoppableRun run = new StoppableRun(null, "run");
    run.close();

    run.stop();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void leavesAnInterruptionThatWasNotItsOwn() {
    try (StoppableRun run = new StoppableRun(null, "run")) {
      Thread.currentThread().interrupt();
    }

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void itsJobsOfSparkEndWithIt() throws Exception {
    SparkSession spark = LocalSpark.session();
    CountDownLatch ended = new CountDownLatch(1);
    StoppableRun run = new StoppableRun(spark, "run");
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart start) {
            new Thread(run::stop).start();
          }

          @Override
          public void onJobEnd(SparkListenerJobEnd end) {
            ended.countDown();
          }
        };
    spark.sparkContext().addSparkListener(listener);
    try (run) {
      assertThatThrownBy(
              () -> spark.range(0, 1, 1, 1).map(forever(), Encoders.LONG()).collectAsList())
          .isInstanceOf(Exception.class);
    }
    ended.await();
    spark.sparkContext().removeSparkListener(listener);
    assertThat(spark.range(2).count()).isEqualTo(2);
  }

  private static MapFunction<Long, Long> forever() {
    return value -> {
      Thread.sleep(Long.MAX_VALUE);
      return value;
    };
  }
}
