package dev.glossa.plan;

/**
 * What one job will take.
 *
 * @param job the command
 * @param executors how many
 * @param executorCores cores of each
 * @param heap Java heap of an executor, GiB
 * @param overhead memory of an executor besides, GiB
 * @param offHeap GLOSSA_OFFHEAP, GiB; 0 for jobs without a model
 * @param machines of the planned type, with one for the driver
 * @param seconds from the first task to the end
 * @param localDisk bytes of an executor's local disk
 * @param stored bytes written into the output folder, also for a while
 * @param machineHours hours of all machines together, as expected
 * @param cost of these, or null where nobody has said what a machine's hour costs
 * @param command the command line
 */
public record PlannedJob(
    String job,
    int executors,
    int executorCores,
    int heap,
    int overhead,
    int offHeap,
    int machines,
    Range seconds,
    long localDisk,
    long stored,
    double machineHours,
    Double cost,
    String command) {}
