package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * Memory that a worker needs to train in float32, outside the Java heap, in bytes.
 *
 * @param weights those that are trained
 * @param gradients as many; twice where batches are accumulated
 * @param optimizer AdamW's moments, and what rounding has taken away from what was sent
 * @param activations what the backward pass needs of the forward pass
 * @param work what passes need for a while: gradients of one block's activations, a chunk of logits
 */
public record WorkerMemory(
    long weights, long gradients, long optimizer, long activations, long work) {

  /**
   * @param trained weights that are trained
   * @param rows of a batch
   * @param length tokens of a row
   * @param accumulates whether a step has several batches
   * @param rounds whether what is sent is rounded
   * @param recomputes whether backward passes compute a block's activations again
   */
  public static WorkerMemory of(
      LlamaConfig config,
      long trained,
      int rows,
      int length,
      boolean accumulates,
      boolean rounds,
      boolean recomputes) {
    long tokens = (long) rows * length;
    long hidden = config.hiddenSize();
    long inner = config.intermediateSize();
    long queries = (long) config.heads() * config.headSize();
    long heads = queries + 2L * config.keyValueHeads() * config.headSize();
    AttentionShape shape =
        new AttentionShape(
            rows, length, length, config.heads(), config.keyValueHeads(), config.headSize());
    long block =
        tokens * (3 * hidden + heads + queries + 3 * inner + 2)
            + KernelChoice.of(DataType.FLOAT).attentionMemory(shape, true);
    long backward = tokens * (4 * hidden + heads + queries + 3 * inner);
    long chunk = LanguageModelHeadLayer.chunkRows(tokens, config.vocabSize());
    long head = 4 * tokens * hidden + chunk * config.vocabSize();
    long outputs = tokens * hidden * (config.layers() + 1);
    return new WorkerMemory(
        bytes(trained),
        bytes(trained * (accumulates ? 2 : 1)),
        bytes(trained * (rounds ? 3 : 2)),
        bytes(outputs + block * (recomputes ? 1 : config.layers())),
        bytes(Math.max(backward, head)));
  }

  /** The same with so many more bytes that passes need for a while. */
  public WorkerMemory withWork(long bytes) {
    return new WorkerMemory(weights, gradients, optimizer, activations, work + bytes);
  }

  private static long bytes(long floats) {
    return floats * Float.BYTES;
  }

  /** All together. */
  public long total() {
    return weights + gradients + optimizer + activations + work;
  }
}
