package dev.glossa.pretrain;

import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import dev.glossa.model.WorkerMemory;

/**
 * Memory outside the Java heap that a process needs for a training.
 *
 * @param worker what each worker needs
 * @param workers workers of this process, and at most of an executor
 * @param driver what the driver needs: the model, the sum of what was learned, the outer momentum;
 *     0 if it is another process
 */
record TrainingMemory(WorkerMemory worker, int workers, long driver) {
  private static final int DRIVER_COPIES = 3;

  /** Of a training whose workers all live in this process, or each in an executor of its own. */
  static TrainingMemory of(WorkerMemory worker, int workers, boolean inThisProcess) {
    return inThisProcess
        ? new TrainingMemory(worker, workers, DRIVER_COPIES * worker.weights())
        : new TrainingMemory(worker, 1, 0);
  }

  long total() {
    return workers * worker.total() + driver;
  }

  /** A sentence, without its end. */
  String describe() {
    String parts =
        "%s (%s weights, %s gradients, %s optimizer, %s activations, %s work)"
            .formatted(
                new ByteSize(worker.total()),
                new ByteSize(worker.weights()),
                new ByteSize(worker.gradients()),
                new ByteSize(worker.optimizer()),
                new ByteSize(worker.activations()),
                new ByteSize(worker.work()));
    return driver == 0
        ? "a worker needs %s outside the Java heap".formatted(parts)
        : "the training needs %s outside the Java heap: %d workers of %s, %s for the driver"
            .formatted(new ByteSize(total()), workers, parts, new ByteSize(driver));
  }

  /**
   * @param limit bytes that ND4J may have in a process
   * @throws GlossaException (usage) if they are not enough
   */
  void require(long limit) {
    if (total() > limit) {
      throw GlossaException.usage(
          "There is too little memory: %s, and GLOSSA_OFFHEAP allows %s. Raise it, use fewer workers"
              + " in a process or a smaller --batch-size, or train LoRA adapters.",
          describe(), new ByteSize(limit));
    }
  }
}
