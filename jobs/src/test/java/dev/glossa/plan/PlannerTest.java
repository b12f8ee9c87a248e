package dev.glossa.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.plan.Machine.Disk;
import dev.glossa.plan.Machine.Platform;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
  private static final Platform CLUSTER = new Platform("emr", "s3://BUCKET", 0.75, false, null);
  private static final Platform SERVERLESS =
      new Platform("emr-serverless", "s3://BUCKET", 1, true, new Disk("spark.disk", 20, 300));
  private static final ExecutorShape SHAPE = new ExecutorShape(4, false, 4, 10, 2, 0);
  private static final double GIB = 1L << 30;

  private static Machine machine(Platform platform, Double price) {
    return new Machine("big", platform, 16, 64, null, price);
  }

  /** An hour and a half on 20 cores, and half an hour that no core shortens. */
  private static final Work WORK =
      new Work() {
        @Override
        public Range seconds(int units) {
          double seconds = 1800 + 20 * 5400.0 / units;
          return new Range(seconds / 2, seconds, 2 * seconds);
        }

        @Override
        public OptionalDouble unitsWithin(double seconds) {
          return seconds > 1800
              ? OptionalDouble.of(20 * 5400.0 / (seconds - 1800))
              : OptionalDouble.empty();
        }
      };

  private static PlannedJob plan(Machine machine) {
    return new Planner(machine, 5, null)
        .plan("prepare", WORK, SHAPE, 5, 100 * GIB, 300 * GIB, "glossa prepare");
  }

  @Test
  void executorsShareMachinesAndTheDriverHasOne() {
    assertThat(plan(machine(CLUSTER, null)).machines()).isEqualTo(3);
  }

  @Test
  void machinesArePaidByTheHour() {
    PlannedJob job = plan(machine(CLUSTER, 0.5));
    assertThat(job.seconds().expected()).isEqualTo(7200);
    assertThat(job.machineHours()).isEqualTo(6);
    assertThat(job.cost()).isEqualTo(3);
    assertThat(plan(machine(CLUSTER, null)).cost()).isNull();
  }

  @Test
  void theCommandSaysWhatSparkMustHave() {
    assertThat(plan(machine(CLUSTER, null)).command())
        .isEqualTo(
            "glossa prepare --platform emr -- --num-executors 5 --executor-cores 4"
                + " --executor-memory 10g --conf spark.executor.memoryOverhead=2g");
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "100, 201", "1000, 300"})
  void whereDisksAreAskedForThereIsTwiceTheRoomAsFarAsTheyGo(int expected, int asked) {
    PlannedJob job =
        new Planner(machine(SERVERLESS, null), 1, null)
            .plan("prepare", WORK, SHAPE, 1, expected * GIB, 0, "glossa prepare");
    assertThat(job.command()).endsWith(" --conf spark.disk=" + asked + "g");
  }

  @Test
  void asManyExecutorsAsEndInTime() {
    Planner planner = new Planner(machine(CLUSTER, null), null, 2.0);
    assertThat(planner.executors("prepare", WORK, SHAPE)).isEqualTo(5);
    assertThat(new Planner(machine(CLUSTER, null), 7, null).executors("prepare", WORK, SHAPE))
        .isEqualTo(7);
  }

  @Test
  void aDeadlineThatNothingMeetsIsRefused() {
    Planner planner = new Planner(machine(CLUSTER, null), null, 0.5);
    assertThatThrownBy(() -> planner.executors("vocab train", WORK, SHAPE))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("'vocab train'", "0.5 hours", "--hours");
  }
}
