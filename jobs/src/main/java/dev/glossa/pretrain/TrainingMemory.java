package dev.glossa.pretrain;

import dev.glossa.distributed.Exchange;
import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import dev.glossa.model.LlamaConfig;
import dev.glossa.model.WorkerMemory;

/**
 * Memory outside the Java heap that a process needs for a training.
 *
 * @param worker what each worker needs
 * @param workers workers of this process, and at most of an executor
 * @param frozen weights below LoRA adapters, which all workers of a process have together; 0 if
 *     there are none
 * @param driver what the driver needs: the model, the sum of what was learned, the outer momentum;
 *     0 if it is another process
 */
public record TrainingMemory(WorkerMemory worker, int workers, long frozen, long driver) {
  private static final int DRIVER_COPIES = 3;

  /**
   * Of a training of all weights whose workers live in this process, before there is a model.
   *
   * @param length tokens of a row
   */
  public static TrainingMemory inOneProcess(
      LlamaConfig config, TrainingOptions options, int length) {
    WorkerMemory worker =
        WorkerMemory.of(
            config,
            config.parameterCount(),
            options.batchSize(),
            length,
            options.gradientAccumulation() > 1,
            options.plan(1).exchange() != Exchange.FLOAT32,
            options.recomputeActivations());
    return inOneProcess(worker, options.workers(), 0);
  }

  /** Of a training whose workers all live in this process. */
  static TrainingMemory inOneProcess(WorkerMemory worker, int workers, long frozen) {
    return new TrainingMemory(worker, workers, frozen, DRIVER_COPIES * worker.weights());
  }

  /**
   * Of an executor on a cluster.
   *
   * @param workers that it may have at most
   */
  static TrainingMemory ofAnExecutor(WorkerMemory worker, int workers, long frozen) {
    return new TrainingMemory(worker, workers, frozen, 0);
  }

  /** All together, in bytes. */
  public long total() {
    return workers * worker.total() + frozen + driver;
  }

  /** A sentence, without its end. */
  public String describe() {
    String parts =
        "%s (%s weights, %s gradients, %s optimizer, %s activations, %s work)"
            .formatted(
                new ByteSize(worker.total()),
                new ByteSize(worker.weights()),
                new ByteSize(worker.gradients()),
                new ByteSize(worker.optimizer()),
                new ByteSize(worker.activations()),
                new ByteSize(worker.work()));
    String below = frozen == 0 ? "" : ", %s for frozen weights".formatted(new ByteSize(frozen));
    if (driver == 0) {
      return workers == 1
          ? "a worker needs %s outside the Java heap%s".formatted(parts, below)
          : "an executor needs %s outside the Java heap: %d workers of %s%s"
              .formatted(new ByteSize(total()), workers, parts, below);
    }
    return "the training needs %s outside the Java heap: %d workers of %s, %s for the driver%s"
        .formatted(new ByteSize(total()), workers, parts, new ByteSize(driver), below);
  }

  /**
   * @param limit bytes that ND4J may have in a process
   * @throws GlossaException (usage) if they are not enough
   */
  void require(long limit) {
    if (total() > limit) {
      throw GlossaException.usage(
          "There is too little memory: %s, and GLOSSA_OFFHEAP allows %s. Raise it, use fewer workers"
              + " in a process or a smaller --batch-size,"
              + " --recompute-activations, or train LoRA adapters.",
          describe(), new ByteSize(limit));
    }
  }
}
