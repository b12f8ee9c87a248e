package dev.glossa.plan;

import dev.glossa.job.GlossaException;
import java.util.ArrayList;
import java.util.List;

/** Plans jobs on machines of a type: as many executors as were asked for, or as end in time. */
final class Planner {
  private static final double HOUR = 3600;

  private final Machine machine;
  private final Integer executors;
  private final Double hours;

  /**
   * @param executors how many, or null
   * @param hours in which a job is to end, or null
   */
  Planner(Machine machine, Integer executors, Double hours) {
    this.machine = machine;
    this.executors = executors;
    this.hours = hours;
  }

  /**
   * How many executors of this shape do the work.
   *
   * @throws GlossaException (usage) if no number of them does it in time
   */
  int executors(String job, Work work, ExecutorShape shape) {
    if (executors != null) {
      return executors;
    }
    double units =
        work.unitsWithin(hours * HOUR)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "'%s' takes more than %s hours on any number of executors: give it more"
                            + " --hours.",
                        job, hours));
    return (int) Math.max(1, Math.ceil(units / shape.units()));
  }

  /**
   * @param localBytes bytes on the local disks of all executors together
   * @param stored bytes written
   * @param command what the job is without what follows {@code --}
   */
  PlannedJob plan(
      String job,
      Work work,
      ExecutorShape shape,
      int executors,
      double localBytes,
      double stored,
      String command) {
    Range seconds = work.seconds(Math.multiplyExact(executors, shape.units()));
    // The driver has one, too.
    int machines = (executors + shape.perMachine() - 1) / shape.perMachine() + 1;
    double machineHours = machines * seconds.expected() / HOUR;
    long localDisk = Math.round(localBytes / executors);
    return new PlannedJob(
        job,
        executors,
        shape.cores(),
        shape.heap(),
        shape.overhead(),
        shape.offHeap(),
        machines,
        seconds,
        localDisk,
        Math.round(stored),
        machineHours,
        machine.price() == null ? null : (Double) (machineHours * machine.price()),
        command + " " + String.join(" ", sparkOptions(shape, executors, localDisk)));
  }

  private List<String> sparkOptions(ExecutorShape shape, int executors, long localDisk) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--platform " + machine.platform().name(),
                "--",
                "--num-executors " + executors,
                "--executor-cores " + shape.cores(),
                "--executor-memory " + shape.heap() + "g"));
    if (shape.offHeap() > 0) {
      options.add("--driver-memory " + shape.heap() + "g");
    } else {
      options.add("--conf spark.executor.memoryOverhead=" + shape.overhead() + "g");
    }
    if (machine.platform().disk() != null) {
      options.add(machine.platform().disk().option(localDisk));
    }
    return options;
  }
}
