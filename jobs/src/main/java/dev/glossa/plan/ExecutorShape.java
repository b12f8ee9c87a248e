package dev.glossa.plan;

import dev.glossa.pretrain.TrainingMemory;
import java.util.Optional;

/**
 * An executor on a type of machine; memory in GiB.
 *
 * @param cores of the executor
 * @param gpu whether it computes on a GPU
 * @param perMachine how many executors a machine has
 * @param heap of Java
 * @param overhead what it has besides
 * @param offHeap GLOSSA_OFFHEAP, of which the overhead is made; 0 where there is no model
 */
record ExecutorShape(int cores, boolean gpu, int perMachine, int heap, int overhead, int offHeap) {
  private static final double GIB = 1L << 30;

  /** As many cores as the environments give an executor: more share a heap, and its pauses. */
  private static final int CORES = 4;

  /** Records of the largest size that a task holds at a time. */
  private static final int RECORDS = 6;

  /** What a process needs whatever it does. */
  private static final int LEAST_HEAP = 2;

  /** What is left free of a GPU's memory: cuBLAS and ND4J take some. */
  private static final double SHARE_OF_GPU = 0.9;

  /**
   * For jobs over text.
   *
   * @param record bytes of the largest record that is read
   * @return empty if the machine has too little memory
   */
  static Optional<ExecutorShape> forText(Machine machine, long record) {
    int cores =
        machine.platform().serverless() ? machine.cores() : Math.min(CORES, machine.cores());
    int perMachine = machine.cores() / cores;
    int memory = machine.usableMemory() / perMachine;
    int overhead = (int) Math.max(1, Math.ceil(0.1 * memory));
    int heap = memory - overhead;
    return heap < 1 + cores * RECORDS * record / GIB
        ? Optional.empty()
        : Optional.of(new ExecutorShape(cores, false, perMachine, heap, overhead, 0));
  }

  /**
   * For a training with one worker in each executor, on the machine's GPU if it has one.
   *
   * @param memory of a training in one process, which says what a worker and the driver need
   * @return empty if the machine has too little memory
   */
  static Optional<ExecutorShape> forTraining(Machine machine, TrainingMemory memory) {
    long worker = memory.worker().total();
    // Weights come and go through the heap: those of the round, and what was learned.
    int heap = LEAST_HEAP + gib(2.0 * memory.worker().weights());
    int offHeap = 1 + gib(1.1 * Math.max(worker, memory.driver()));
    int fitting = machine.usableMemory() / (heap + offHeap);
    if (fitting < 1) {
      return Optional.empty();
    }
    if (machine.gpu() != null) {
      return worker > SHARE_OF_GPU * machine.gpu().memory() * GIB
          ? Optional.empty()
          : Optional.of(
              new ExecutorShape(Math.min(CORES, machine.cores()), true, 1, heap, offHeap, offHeap));
    }
    int perMachine =
        machine.platform().serverless()
            ? 1
            : Math.min(fitting, Math.max(1, machine.cores() / CORES));
    int cores = machine.cores() / perMachine;
    return Optional.of(new ExecutorShape(cores, false, perMachine, heap, offHeap, offHeap));
  }

  /** What shares its work: cores, or the GPU. */
  int units() {
    return gpu ? 1 : cores;
  }

  private static int gib(double bytes) {
    return (int) Math.ceil(bytes / GIB);
  }
}
