package dev.glossa.plan;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What a job over text takes of any size on any number of cores, from runs of a sample and of its
 * half: the seconds of its tasks, of which more text adds in proportion, are shared by the cores;
 * what is left of the time is not (Amdahl 1967).
 *
 * @param sample bytes of the sample
 * @param start seconds that a first run in a process takes longer
 * @param alone seconds of the sample's run that no core shares with another
 * @param growth the power of the text's size with which they grow: 0 where they do not
 * @param taskSeconds of the sample
 * @param perByte task seconds that a byte more adds
 * @param local bytes on local disks for a byte of text
 * @param written bytes written for a byte of text
 * @param proportional whether the half was too small to tell what a byte adds, so that all was
 *     taken to grow
 */
record JobCost(
    long sample,
    double start,
    double alone,
    double growth,
    double taskSeconds,
    Range perByte,
    double local,
    double written,
    boolean proportional) {

  /**
   * @param first run of the half in a fresh process
   * @param halves later runs of the half
   * @param half its bytes
   * @param wholes runs of the sample
   * @param whole its bytes
   * @param cores on which all of them ran
   * @param growth see the component
   */
  static JobCost of(
      JobRun first,
      List<JobRun> halves,
      long half,
      List<JobRun> wholes,
      long whole,
      int cores,
      double growth) {
    Range slope =
        Range.of(
            wholes.stream()
                .flatMap(
                    ofWhole ->
                        halves.stream()
                            .map(
                                ofHalf ->
                                    (ofWhole.taskSeconds() - ofHalf.taskSeconds())
                                        / (whole - half)))
                .toList());
    double taskSeconds = mean(wholes, JobRun::taskSeconds);
    double all = taskSeconds / whole;
    boolean proportional = slope.expected() <= 0;
    return new JobCost(
        whole,
        Math.max(0, first.seconds() - mean(halves, JobRun::seconds)),
        Math.max(0, mean(wholes, run -> run.seconds() - run.taskSeconds() / cores)),
        growth,
        taskSeconds,
        new Range(
            Math.max(0, slope.low()),
            proportional ? all : slope.expected(),
            Math.max(proportional ? all : 0, slope.high())),
        mean(wholes, run -> (double) run.localBytes() / whole),
        mean(wholes, run -> (double) run.writtenBytes() / whole),
        proportional);
  }

  private static double mean(List<JobRun> runs, ToDoubleFunction<JobRun> value) {
    return runs.stream().mapToDouble(value).average().orElseThrow();
  }

  /** The job over so many bytes. */
  Work of(long bytes) {
    return new Work() {
      @Override
      public Range seconds(int cores) {
        return perByte.map(seconds -> unshared(bytes) + tasks(bytes, seconds) / cores);
      }

      @Override
      public OptionalDouble unitsWithin(double seconds) {
        double left = seconds - unshared(bytes);
        return left > 0
            ? OptionalDouble.of(tasks(bytes, perByte.high()) / left)
            : OptionalDouble.empty();
      }
    };
  }

  private double unshared(long bytes) {
    return start + alone * Math.pow((double) bytes / sample, growth);
  }

  private double tasks(long bytes, double secondsPerByte) {
    return Math.max(0, taskSeconds + secondsPerByte * (bytes - sample));
  }
}
