package dev.glossa.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The kernels for GPUs: the plain ones, but all heads of a row in one product. ND4J multiplies a
 * stack of matrices one after the other; only its {@code batched_gemm} hands them to cuBLAS at
 * once.
 */
final class BatchedKernels extends PlainKernels {
  /** BLAS's word for an operand that is taken as it lies. */
  private static final int NO_TRANSPOSE = 111;

  @Override
  public long attentionMemory(AttentionShape s, boolean keep) {
    long row = (long) s.heads() * s.queries() * s.keys();
    return keep ? row * s.batch() : row;
  }

  @Override
  public void attention(
      AttentionShape s,
      INDArray q,
      INDArray k,
      INDArray v,
      int[] starts,
      INDArray probabilities,
      boolean keep,
      INDArray out) {
    for (int row = 0; row < s.batch(); row++) {
      INDArray p = probabilities(s, probabilities, keep ? row : 0);
      p.assign(0);
      multiply(queries(s, q, row).dup('c'), transposed(keys(s, k, row)), s, p);
      p.muli(s.scale());
      long scores = (long) s.queries() * s.keys();
      INDArray mask = mask(s, starts, row, q.dataType());
      p.reshape('c', s.heads(), scores).addiRowVector(mask.reshape(scores));
      INDArray rows = p.reshape('c', (long) s.heads() * s.queries(), s.keys());
      rows.assign(Transforms.softmax(rows, true));
      INDArray attended = Nd4j.create(q.dataType(), s.heads(), s.queries(), s.headSize());
      multiply(p, keys(s, v, row).dup('c'), s, attended);
      queries(s, out, row).assign(attended);
    }
  }

  @Override
  public void attentionBackward(
      AttentionShape s,
      INDArray dOut,
      INDArray q,
      INDArray k,
      INDArray v,
      int[] starts,
      INDArray probabilities,
      INDArray dq,
      INDArray dk,
      INDArray dv) {
    for (int row = 0; row < s.batch(); row++) {
      INDArray p = probabilities(s, probabilities, row);
      INDArray dO = queries(s, dOut, row).dup('c');
      INDArray dS = Nd4j.create(q.dataType(), s.heads(), s.queries(), s.keys());
      multiply(dO, transposed(keys(s, v, row)), s, dS);
      INDArray rows = dS.reshape('c', (long) s.heads() * s.queries(), s.keys());
      INDArray pRows = p.reshape('c', (long) s.heads() * s.queries(), s.keys());
      rows.subiColumnVector(rows.mul(pRows).sum(true, 1)).muli(pRows).muli(s.scale());

      INDArray dQ = Nd4j.create(q.dataType(), s.heads(), s.queries(), s.headSize());
      multiply(dS, keys(s, k, row).dup('c'), s, dQ);
      queries(s, dq, row).assign(dQ);
      keys(s, dk, row).assign(ofGroups(s, transposed(dS), queries(s, q, row).dup('c')));
      keys(s, dv, row).assign(ofGroups(s, transposed(p), dO));
    }
  }

  /** The products of each query head, summed over the heads of a key and value head. */
  private static INDArray ofGroups(AttentionShape s, INDArray left, INDArray right) {
    INDArray products = Nd4j.create(left.dataType(), s.heads(), s.keys(), s.headSize());
    multiply(left, right, s, products);
    int group = s.heads() / s.keyValueHeads();
    return products
        .reshape('c', s.keyValueHeads(), group, (long) s.keys() * s.headSize())
        .sum(1)
        .reshape('c', s.keyValueHeads(), s.keys(), s.headSize());
  }

  /**
   * out[h] = left[h] right[h] for every query head h. Where an operand has fewer matrices, they are
   * those of key and value heads.
   *
   * @param out zeros: what lies there is multiplied by zero and added
   */
  private static void multiply(INDArray left, INDArray right, AttentionShape s, INDArray out) {
    int rows = (int) out.size(1);
    int columns = (int) out.size(2);
    int inner = (int) left.size(2);
    int heads = s.heads();
    // BLAS wants columns side by side, we have rows: outᵀ = rightᵀ leftᵀ is the same memory.
    INDArray[] inputs = new INDArray[2 + 2 * heads];
    INDArray[] outputs = new INDArray[heads];
    inputs[0] = Nd4j.ones(out.dataType(), heads);
    inputs[1] = Nd4j.zeros(out.dataType(), heads);
    for (int head = 0; head < heads; head++) {
      inputs[2 + head] = turned(right, matrix(s, right, head));
      inputs[2 + heads + head] = turned(left, matrix(s, left, head));
      outputs[head] = turned(out, head);
    }
    Nd4j.exec(
        DynamicCustomOp.builder("batched_gemm")
            .addInputs(inputs)
            .addIntegerArguments(
                NO_TRANSPOSE, NO_TRANSPOSE, columns, rows, inner, columns, inner, columns, heads)
            .addOutputs(outputs)
            .build());
  }

  private static int matrix(AttentionShape s, INDArray stack, int head) {
    return stack.size(0) == s.heads() ? head : s.keyValueHeadOf(head);
  }

  /** The transpose of one matrix of a contiguous stack, in its memory. */
  private static INDArray turned(INDArray stack, int index) {
    long rows = stack.size(1);
    long columns = stack.size(2);
    return Nd4j.create(
        stack.data(),
        new long[] {columns, rows},
        new long[] {1, columns},
        stack.offset() + index * rows * columns,
        'f');
  }

  /** Of [n, rows, columns] the contiguous [n, columns, rows]. */
  private static INDArray transposed(INDArray stack) {
    return stack.permute(0, 2, 1).dup('c');
  }

  /** [heads, queries, keys] of one row of the batch. */
  private static INDArray probabilities(AttentionShape s, INDArray all, int row) {
    long one = (long) s.heads() * s.queries() * s.keys();
    return Views.part(all, row * one, (row + 1) * one)
        .reshape('c', s.heads(), s.queries(), s.keys());
  }

  private static INDArray queries(AttentionShape s, INDArray all, int row) {
    return heads(all, row, s.queries(), s.heads(), s.headSize());
  }

  private static INDArray keys(AttentionShape s, INDArray all, int row) {
    return heads(all, row, s.keys(), s.keyValueHeads(), s.headSize());
  }

  /** One row of the batch as a view [heads, positions, headSize]. */
  private static INDArray heads(INDArray all, int row, long positions, int heads, long headSize) {
    long stride = all.stride(0);
    return Nd4j.create(
        all.data(),
        new long[] {heads, positions, headSize},
        new long[] {headSize, stride, 1},
        all.offset() + row * positions * stride,
        'c');
  }
}
