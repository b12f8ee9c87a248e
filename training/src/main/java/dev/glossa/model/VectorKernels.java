package dev.glossa.model;

import static dev.glossa.model.VectorRows.STEP;
import static dev.glossa.model.VectorRows.load;
import static dev.glossa.model.VectorRows.store;
import static dev.glossa.model.VectorRows.whole;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The kernels in float32 on the CPU, with the Vector API on ND4J's own memory. */
final class VectorKernels extends PlainKernels {
  /** Below this many multiplications a call of ND4J costs more than BLAS loses against oneDNN. */
  private static final long SMALL_PRODUCT = 1 << 22;

  /** So many queries and fewer are faster where their keys lie. */
  private static final int FEW_QUERIES = 8;

  private static final int ELEMENTS_AT_ONCE = 1 << 14;

  @Override
  public void matmul(
      INDArray a, INDArray b, INDArray c, boolean transposeA, boolean transposeB, boolean add) {
    long inner = transposeA ? a.size(0) : a.size(1);
    if (c.length() * inner > SMALL_PRODUCT) {
      super.matmul(a, b, c, transposeA, transposeB, add);
      return;
    }
    FloatMemory left = FloatMemory.of(a);
    FloatMemory right = FloatMemory.of(b);
    FloatMemory result = FloatMemory.of(c);
    cblas_sgemm(
        CblasRowMajor,
        transposeA ? CblasTrans : CblasNoTrans,
        transposeB ? CblasTrans : CblasNoTrans,
        (int) c.size(0),
        (int) c.size(1),
        (int) inner,
        1,
        left.pointer(0),
        left.rowStride(),
        right.pointer(0),
        right.rowStride(),
        add ? 1 : 0,
        result.pointer(0),
        result.rowStride());
    left.done();
    right.done();
    result.done();
  }

  @Override
  public void add(INDArray from, INDArray to) {
    FloatMemory source = FloatMemory.of(from);
    FloatMemory target = FloatMemory.of(to);
    ByteBuffer x = source.buffer();
    ByteBuffer y = target.buffer();
    for (int row = 0; row < source.rows(); row++) {
      VectorRows.add(
          x, 4 * row * source.rowStride(), y, 4 * row * target.rowStride(), source.columns());
    }
    source.done();
    target.done();
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    FloatMemory source = FloatMemory.of(from);
    FloatMemory target = FloatMemory.of(to);
    ByteBuffer x = source.buffer();
    ByteBuffer y = target.buffer();
    for (int row = 0; row < source.rows(); row++) {
      VectorRows.copy(
          x, 4 * row * source.rowStride(), y, 4 * row * target.rowStride(), source.columns());
    }
    source.done();
    target.done();
  }

  @Override
  public void gatherRows(INDArray table, int[] rows, INDArray to) {
    FloatMemory source = FloatMemory.of(table);
    FloatMemory target = FloatMemory.of(to);
    ByteBuffer y = target.buffer();
    int columns = target.columns();
    for (int i = 0; i < rows.length; i++) {
      ByteBuffer x = source.buffer((long) rows[i] * source.rowStride(), columns);
      VectorRows.copy(x, 0, y, 4 * i * target.rowStride(), columns);
    }
    source.done();
    target.done();
  }

  @Override
  public void scatterAddRows(INDArray from, int[] rows, INDArray table) {
    FloatMemory source = FloatMemory.of(from);
    FloatMemory target = FloatMemory.of(table);
    ByteBuffer x = source.buffer();
    int columns = target.columns();
    for (int i = 0; i < rows.length; i++) {
      ByteBuffer y = target.buffer((long) rows[i] * target.rowStride(), columns);
      VectorRows.add(x, 4 * i * source.rowStride(), y, 0, columns);
    }
    source.done();
    target.done();
  }

  @Override
  public void rmsNorm(
      INDArray x, INDArray weight, double epsilon, INDArray y, INDArray inverseRms) {
    VectorRmsNorm.forward(x, weight, epsilon, y, inverseRms);
  }

  @Override
  public void rmsNormBackward(
      INDArray dy,
      INDArray x,
      INDArray weight,
      INDArray inverseRms,
      INDArray dx,
      INDArray dWeight) {
    VectorRmsNorm.backward(dy, x, weight, inverseRms, dx, dWeight);
  }

  @Override
  public void rotate(
      INDArray rows,
      int heads,
      INDArray cosines,
      INDArray sines,
      int[] positions,
      boolean backward) {
    FloatMemory all = FloatMemory.of(rows);
    FloatMemory cos = FloatMemory.of(cosines);
    FloatMemory sin = FloatMemory.of(sines);
    ByteBuffer xs = all.buffer();
    ByteBuffer cs = cos.buffer();
    ByteBuffer ss = sin.buffer();
    int half = cos.columns();
    float sign = backward ? -1 : 1;
    for (int row = 0; row < positions.length; row++) {
      int angle = 4 * positions[row] * half;
      for (int head = 0; head < heads; head++) {
        int first = 4 * (row * all.rowStride() + 2 * head * half);
        int second = first + 4 * half;
        int i = 0;
        for (; i < whole(half); i += STEP) {
          FloatVector a = load(xs, first + i);
          FloatVector b = load(xs, second + i);
          FloatVector c = load(cs, angle + i);
          FloatVector s = load(ss, angle + i).mul(sign);
          store(a.mul(c).sub(b.mul(s)), xs, first + i);
          store(b.mul(c).add(a.mul(s)), xs, second + i);
        }
        for (; i < 4 * half; i += 4) {
          float a = xs.getFloat(first + i);
          float b = xs.getFloat(second + i);
          float c = cs.getFloat(angle + i);
          float s = ss.getFloat(angle + i) * sign;
          xs.putFloat(first + i, a * c - b * s);
          xs.putFloat(second + i, b * c + a * s);
        }
      }
    }
    all.done();
    cos.done();
    sin.done();
  }

  @Override
  public long attentionMemory(AttentionShape shape, boolean keep) {
    // Fewer queries than the longest continuation's share its room.
    return keep
        ? VectorAttention.memory(shape)
        : (long) Math.min(FEW_QUERIES, shape.queries()) * shape.keys();
  }

  @Override
  public void attention(
      AttentionShape shape,
      INDArray q,
      INDArray k,
      INDArray v,
      int[] starts,
      INDArray probabilities,
      boolean keep,
      INDArray out) {
    FloatMemory[] memory = memory(q, k, v, probabilities, out);
    if (keep || shape.queries() > FEW_QUERIES) {
      new VectorAttention(shape, starts)
          .forward(memory[0], memory[1], memory[2], keep ? memory[3] : null, memory[4]);
    } else {
      FewQueryAttention.forward(
          shape, memory[0], memory[1], memory[2], starts, memory[3], memory[4]);
    }
    done(memory);
  }

  @Override
  public void attentionBackward(
      AttentionShape shape,
      INDArray dOut,
      INDArray q,
      INDArray k,
      INDArray v,
      int[] starts,
      INDArray probabilities,
      INDArray dq,
      INDArray dk,
      INDArray dv) {
    FloatMemory[] memory = memory(dOut, q, k, v, probabilities, dq, dk, dv);
    new VectorAttention(shape, starts)
        .backward(
            memory[0], memory[1], memory[2], memory[3], memory[4], memory[5], memory[6], memory[7]);
    done(memory);
  }

  @Override
  public void swiGlu(INDArray gateUp, INDArray out) {
    VectorSwiGlu.forward(gateUp, out);
  }

  @Override
  public void swiGluBackward(INDArray dOut, INDArray gateUp, INDArray dGateUp) {
    VectorSwiGlu.backward(dOut, gateUp, dGateUp);
  }

  @Override
  public void logProbabilities(INDArray logits, int[] targets, double[] to, int offset) {
    FloatMemory all = FloatMemory.of(logits);
    for (int row = 0; row < targets.length; row++) {
      ByteBuffer x = all.buffer((long) row * all.rowStride(), all.columns());
      float target = x.getFloat(4 * targets[row]);
      float shift = VectorRows.max(x, 0, all.columns());
      double sum = VectorRows.exponentials(x, 0, all.columns(), shift);
      to[offset + row] = (double) target - shift - Math.log(sum);
    }
    all.done();
  }

  @Override
  public double crossEntropyGradient(INDArray logits, int[] targets, double scale) {
    FloatMemory all = FloatMemory.of(logits);
    double loss = 0;
    for (int row = 0; row < targets.length; row++) {
      ByteBuffer x = all.buffer((long) row * all.rowStride(), all.columns());
      int at = 4 * targets[row];
      float target = x.getFloat(at);
      float shift = VectorRows.max(x, 0, all.columns());
      double sum = VectorRows.exponentials(x, 0, all.columns(), shift);
      loss += Math.log(sum) + shift - target;
      VectorRows.scale(x, 0, all.columns(), (float) (scale / sum));
      x.putFloat(at, x.getFloat(at) - (float) scale);
    }
    all.done();
    return loss;
  }

  @Override
  public double squaredNorm(INDArray x) {
    FloatMemory all = FloatMemory.of(x);
    double sum = 0;
    for (long from = 0; from < all.length(); from += ELEMENTS_AT_ONCE) {
      int count = (int) Math.min(ELEMENTS_AT_ONCE, all.length() - from);
      sum += VectorRows.squares(all.buffer(from, count), 0, count);
    }
    all.done();
    return sum;
  }

  @Override
  public void adamW(INDArray p, INDArray g, INDArray m, INDArray v, AdamWCoefficients c) {
    FloatMemory[] memory = memory(p, g, m, v);
    long length = memory[0].length();
    for (long from = 0; from < length; from += ELEMENTS_AT_ONCE) {
      int count = (int) Math.min(ELEMENTS_AT_ONCE, length - from);
      VectorAdamW.step(
          memory[0].buffer(from, count),
          memory[1].buffer(from, count),
          memory[2].buffer(from, count),
          memory[3].buffer(from, count),
          c,
          count);
    }
    done(memory);
  }

  private static FloatMemory[] memory(INDArray... arrays) {
    FloatMemory[] memory = new FloatMemory[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      memory[i] = FloatMemory.of(arrays[i]);
    }
    return memory;
  }

  private static void done(FloatMemory[] memory) {
    for (FloatMemory one : memory) {
      one.done();
    }
  }
}
