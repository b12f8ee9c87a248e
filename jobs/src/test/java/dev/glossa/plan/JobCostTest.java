package dev.glossa.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobCostTest {
  private static final double EXACT = 1e-6;
  private static final int CORES = 2;
  private static final long HALF = 1_000_000;
  private static final long WHOLE = 2_000_000;

  /** A job with 20 task seconds of its own and 30 for each million bytes, and 7 seconds alone. */
  private static JobRun run(long bytes) {
    double taskSeconds = 20 + 30e-6 * bytes;
    return new JobRun(7 + taskSeconds / CORES, taskSeconds, 3 * bytes, 4 * bytes);
  }

  private static JobRun slower(JobRun run, double taskSeconds) {
    return new JobRun(
        run.seconds() + taskSeconds / CORES,
        run.taskSeconds() + taskSeconds,
        run.localBytes(),
        run.writtenBytes());
  }

  private static JobCost cost(List<JobRun> halves, List<JobRun> wholes, double growth) {
    JobRun warm = run(HALF);
    JobRun first = new JobRun(warm.seconds() + 5, warm.taskSeconds(), 0, 0);
    return JobCost.of(first, halves, HALF, wholes, WHOLE, CORES, growth);
  }

  private static JobCost exact() {
    return cost(List.of(run(HALF)), List.of(run(WHOLE)), 0);
  }

  @Test
  void moreTextOnMoreCoresTakesWhatTheLawSays() {
    Range seconds = exact().of(100_000_000).seconds(40);
    assertThat(seconds.expected()).isCloseTo(5 + 7 + (20 + 3000) / 40.0, within(EXACT));
    assertThat(seconds.low()).isCloseTo(seconds.expected(), within(EXACT));
    assertThat(seconds.high()).isCloseTo(seconds.expected(), within(EXACT));
  }

  @Test
  void bytesOnDisksAreInProportionToTheText() {
    assertThat(exact().local()).isEqualTo(3);
    assertThat(exact().written()).isEqualTo(4);
  }

  @Test
  void runsThatDisagreeMakeARange() {
    List<JobRun> halves = List.of(run(HALF), slower(run(HALF), 3));
    List<JobRun> wholes = List.of(run(WHOLE), slower(run(WHOLE), 6));
    Range perByte = cost(halves, wholes, 0).perByte();
    assertThat(perByte.low()).isCloseTo(27e-6, within(1e-12));
    assertThat(perByte.expected()).isCloseTo(31.5e-6, within(1e-12));
    assertThat(perByte.high()).isCloseTo(36e-6, within(1e-12));
  }

  @Test
  void whatRunsAloneMayGrowMoreSlowlyThanTheText() {
    JobCost cost = cost(List.of(run(HALF)), List.of(run(WHOLE)), 0.5);
    assertThat(cost.of(100 * WHOLE).seconds(1).expected())
        .isCloseTo(5 + 10 * 7 + 20 + 30e-6 * 100 * WHOLE, within(EXACT));
  }

  @Test
  void aDeadlineIsMetAtWorst() {
    JobCost cost = cost(List.of(run(HALF)), List.of(run(WHOLE), slower(run(WHOLE), 6)), 0);
    Work work = cost.of(100_000_000);
    int cores = (int) Math.ceil(work.unitsWithin(100).orElseThrow());
    assertThat(work.seconds(cores).high()).isLessThanOrEqualTo(100);
    assertThat(work.seconds(cores - 1).high()).isGreaterThan(100);
  }

  @Test
  void noNumberOfCoresShortensWhatRunsAlone() {
    assertThat(exact().of(WHOLE).unitsWithin(12)).isEmpty();
  }

  @Test
  void aHalfThatTakesLongerThanTheWholeTellsNothing() {
    JobCost cost = cost(List.of(slower(run(HALF), 100)), List.of(run(WHOLE)), 0);
    assertThat(cost.proportional()).isTrue();
    assertThat(cost.of(10 * WHOLE).seconds(1).expected())
        .isCloseTo(7 + 10 * (20 + 60), within(EXACT));
  }
}
