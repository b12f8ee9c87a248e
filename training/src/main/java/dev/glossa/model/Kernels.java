package dev.glossa.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The tensor operations of a LLaMA model and of its optimizer, each forward and backward.
 *
 * <p>Matrices are row-major with one token per row. {@link PlainKernels} uses only ND4J operations
 * and runs on every backend and data type; {@link VectorKernels} computes the same on the CPU in
 * float32 with the Vector API. Output arrays are given by the caller and overwritten unless the
 * method says that it adds.
 */
public interface Kernels {

  /** The fastest kernels for this data type that this JVM and ND4J's backend can run. */
  static Kernels of(DataType type) {
    return KernelChoice.of(type);
  }

  /** c = a b or c += a b, with a or b transposed as asked. */
  void matmul(
      INDArray a, INDArray b, INDArray c, boolean transposeA, boolean transposeB, boolean add);

  /** to += from. */
  void add(INDArray from, INDArray to);

  /** to = from, of the same shape. */
  void copy(INDArray from, INDArray to);

  /** to[i] = table[rows[i]]. */
  void gatherRows(INDArray table, int[] rows, INDArray to);

  /** table[rows[i]] += from[i]; rows may repeat. */
  void scatterAddRows(INDArray from, int[] rows, INDArray table);

  /**
   * RMSNorm (Zhang and Sennrich 2019): y = weight * x * inverseRms, inverseRms = 1 / sqrt(mean(x^2)
   * + epsilon) per row.
   */
  void rmsNorm(INDArray x, INDArray weight, double epsilon, INDArray y, INDArray inverseRms);

  /** Adds the gradient of x to {@code dx} and overwrites that of the weight. */
  void rmsNormBackward(
      INDArray dy, INDArray x, INDArray weight, INDArray inverseRms, INDArray dx, INDArray dWeight);

  /**
   * Rotates, in place, the first {@code heads} heads of every row by the angles of its position;
   * element i is paired with i + headSize / 2.
   *
   * @param backward rotate back: the gradient of the rotation
   */
  void rotate(
      INDArray rows,
      int heads,
      INDArray cosines,
      INDArray sines,
      int[] positions,
      boolean backward);

  /** Elements that {@link #attention} needs for its probabilities. */
  long attentionMemory(AttentionShape shape, boolean keep);

  /**
   * Causal softmax attention. Query row t of a document sees the keys from the document's first
   * position to its own.
   *
   * @param q [batch * queries, heads * headSize], rows may have a stride
   * @param k [batch * keys, keyValueHeads * headSize], rows may have a stride
   * @param v as k
   * @param starts for each query row the position of its document's first token in its row, or null
   *     if every row is one document
   * @param probabilities room of {@link #attentionMemory}; kept for the backward pass if {@code
   *     keep}
   * @param out [batch * queries, heads * headSize]
   */
  void attention(
      AttentionShape shape,
      INDArray q,
      INDArray k,
      INDArray v,
      int[] starts,
      INDArray probabilities,
      boolean keep,
      INDArray out);

  /** Overwrites dq, dk and dv, which may have a stride; queries must equal keys. */
  void attentionBackward(
      AttentionShape shape,
      INDArray dOut,
      INDArray q,
      INDArray k,
      INDArray v,
      int[] starts,
      INDArray probabilities,
      INDArray dq,
      INDArray dk,
      INDArray dv);

  /**
   * Dropout (Srivastava et al. 2014): each element of x becomes 0 with this probability, else is
   * divided by 1 - probability. The same seed drops the same elements: it is its own backward pass.
   *
   * @param to of x's shape, may be x itself
   */
  void dropout(INDArray x, double probability, long seed, INDArray to);

  /** SwiGLU (Shazeer 2020): out = silu(gate) * up, where the rows of gateUp are [gate, up]. */
  void swiGlu(INDArray gateUp, INDArray out);

  /** Overwrites {@code dGateUp}, which may be {@code gateUp} itself. */
  void swiGluBackward(INDArray dOut, INDArray gateUp, INDArray dGateUp);

  /** Writes log softmax(logits)[i, targets[i]] to {@code to[offset + i]}; destroys the logits. */
  void logProbabilities(INDArray logits, int[] targets, double[] to, int offset);

  /**
   * Turns logits into the gradient of scale * sum of -log p(target), in place, and returns the sum
   * of -log p(target) without the scale.
   */
  double crossEntropyGradient(INDArray logits, int[] targets, double scale);

  /** The sum of squares, accumulated in double. */
  double squaredNorm(INDArray x);

  /**
   * One AdamW step in PyTorch's form, in place: p -= rate * decay * p; m = b1 m + (1 - b1) g; v =
   * b2 v + (1 - b2) g^2; p -= rate / c1 * m / (sqrt(v) / sqrt(c2) + epsilon).
   */
  void adamW(INDArray p, INDArray g, INDArray m, INDArray v, AdamWCoefficients coefficients);

  /**
   * What one AdamW step needs beside the arrays.
   *
   * @param rate learning rate
   * @param decay weight decay of this parameter
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon added to the root of the second moment
   * @param correction1 1 - beta1^step
   * @param correction2 1 - beta2^step
   */
  record AdamWCoefficients(
      double rate,
      double decay,
      double beta1,
      double beta2,
      double epsilon,
      double correction1,
      double correction2) {}
}
