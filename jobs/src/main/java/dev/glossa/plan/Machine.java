package dev.glossa.plan;

/**
 * A type of machine, or of a worker of a service without servers.
 *
 * @param name as the service calls it
 * @param platform where it is rented
 * @param cores virtual ones
 * @param memory in GiB
 * @param gpu its GPU, or null
 * @param price of an hour, in anybody's currency, or null if nobody has said it
 */
record Machine(String name, Platform platform, int cores, int memory, Gpu gpu, Double price) {

  /**
   * What the machines of a service have in common.
   *
   * @param name the file of {@code conf/environments}
   * @param bucket how addresses of its object store begin
   * @param usable the share of a machine's memory that executors get
   * @param serverless whether a machine is one executor
   * @param disk how an executor's local disk is asked for, or null where nobody has to
   */
  record Platform(String name, String bucket, double usable, boolean serverless, Disk disk) {}

  /**
   * @param setting of Spark
   * @param least GiB that it can be
   * @param most GiB that it can be
   */
  record Disk(String setting, int least, int most) {
    /** The setting for twice the bytes that are expected. */
    String option(long bytes) {
      long wanted = (2 * bytes >> 30) + 1;
      return "--conf %s=%dg".formatted(setting, Math.max(least, Math.min(most, wanted)));
    }
  }

  /**
   * @param name the GPU
   * @param memory in GiB
   * @param teraflops operations in float32 in a second, in 10^12, as its maker states them
   */
  record Gpu(String name, int memory, double teraflops) {}

  /** Memory that executors get, in whole GiB. */
  int usableMemory() {
    return (int) (memory * platform.usable());
  }

  /** A line for a person. */
  String describe() {
    return "%s (%s: %d cores, %d GiB%s)"
        .formatted(
            name,
            platform.name(),
            cores,
            memory,
            gpu == null ? "" : ", %s with %d GiB".formatted(gpu.name(), gpu.memory()));
  }
}
