package dev.glossa.model;

import java.util.Arrays;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The kernels in ND4J's own operations: they explain, and the fast ones are held to them. */
class PlainKernels implements Kernels {
  /** Seeded anew for every use; one a thread, since it holds native memory. */
  private static final ThreadLocal<Random> RANDOM =
      ThreadLocal.withInitial(() -> Nd4j.getRandomFactory().getNewRandomInstance());

  @Override
  public void matmul(
      INDArray a, INDArray b, INDArray c, boolean transposeA, boolean transposeB, boolean add) {
    if (!add) {
      Nd4j.matmul(a, b, c, transposeA, transposeB, false);
      return;
    }
    MMulTranspose transpose =
        MMulTranspose.builder().transposeA(transposeA).transposeB(transposeB).build();
    Nd4j.getExecutioner().exec(new Mmul(a, b, c, 1.0, 1.0, transpose));
  }

  @Override
  public void add(INDArray from, INDArray to) {
    to.addi(from);
  }

  @Override
  public void copy(INDArray from, INDArray to) {
    to.assign(from);
  }

  @Override
  public void dropout(INDArray x, double probability, long seed, INDArray to) {
    Random random = RANDOM.get();
    random.setSeed(seed);
    Nd4j.getExecutioner().exec(new DropOutInverted(x, to, 1 - probability), random);
  }

  @Override
  public void gatherRows(INDArray table, int[] rows, INDArray to) {
    Nd4j.exec(
        DynamicCustomOp.builder("gather")
            .addInputs(table, Nd4j.createFromArray(rows))
            .addIntegerArguments(0)
            .addOutputs(to)
            .build());
  }

  @Override
  public void scatterAddRows(INDArray from, int[] rows, INDArray table) {
    // Without the lock the CPU loses updates of repeated rows.
    Nd4j.exec(
        DynamicCustomOp.builder("scatter_add")
            .addInputs(table, Nd4j.createFromArray(rows), from)
            .addBooleanArguments(true)
            .addOutputs(table)
            .build());
  }

  @Override
  public void rmsNorm(
      INDArray x, INDArray weight, double epsilon, INDArray y, INDArray inverseRms) {
    INDArray meanSquare = x.mul(x).mean(true, 1);
    INDArray inverse = Transforms.sqrt(meanSquare.addi(epsilon), false).rdivi(1.0);
    inverseRms.assign(inverse.reshape(inverseRms.shape()));
    y.assign(x.mulColumnVector(inverse).muliRowVector(weight));
  }

  @Override
  public void rmsNormBackward(
      INDArray dy,
      INDArray x,
      INDArray weight,
      INDArray inverseRms,
      INDArray dx,
      INDArray dWeight) {
    INDArray inverse = inverseRms.reshape(inverseRms.length(), 1);
    INDArray normalized = x.mulColumnVector(inverse);
    dWeight.assign(dy.mul(normalized).sum(0).reshape(dWeight.shape()));
    INDArray weighted = dy.mulRowVector(weight);
    INDArray projection = weighted.mul(normalized).mean(true, 1);
    dx.addi(weighted.subi(normalized.muliColumnVector(projection)).muliColumnVector(inverse));
  }

  @Override
  public void rotate(
      INDArray rows,
      int heads,
      INDArray cosines,
      INDArray sines,
      int[] positions,
      boolean backward) {
    int half = (int) cosines.size(1);
    INDArray cos = Nd4j.pullRows(cosines, 1, positions);
    INDArray sin = Nd4j.pullRows(sines, 1, positions);
    if (backward) {
      sin = sin.neg();
    }
    for (int head = 0; head < heads; head++) {
      long column = 2L * half * head;
      INDArray first = Views.columns(rows, column, column + half);
      INDArray second = Views.columns(rows, column + half, column + 2L * half);
      INDArray rotatedFirst = first.mul(cos).subi(second.mul(sin));
      INDArray rotatedSecond = second.mul(cos).addi(first.mul(sin));
      first.assign(rotatedFirst);
      second.assign(rotatedSecond);
    }
  }

  @Override
  public long attentionMemory(AttentionShape shape, boolean keep) {
    long one = (long) shape.queries() * shape.keys();
    return keep ? one * shape.batch() * shape.heads() : one;
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
      INDArray mask = mask(s, starts, row, q.dataType());
      for (int head = 0; head < s.heads(); head++) {
        INDArray scores =
            Nd4j.matmul(queries(s, q, row, head), keys(s, k, row, head), false, true, false);
        INDArray p = Transforms.softmax(scores.muli(s.scale()).addi(mask), false);
        probabilities(s, probabilities, keep ? row * s.heads() + head : 0).assign(p);
        queries(s, out, row, head, false).assign(p.mmul(keys(s, v, row, head)));
      }
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
    dk.assign(0);
    dv.assign(0);
    for (int row = 0; row < s.batch(); row++) {
      for (int head = 0; head < s.heads(); head++) {
        INDArray p = probabilities(s, probabilities, row * s.heads() + head);
        INDArray dO = queries(s, dOut, row, head);
        INDArray dP = Nd4j.matmul(dO, keys(s, v, row, head), false, true, false);
        INDArray dS = dP.subiColumnVector(dP.mul(p).sum(true, 1)).muli(p).muli(s.scale());
        queries(s, dq, row, head, false).assign(dS.mmul(keys(s, k, row, head)));
        keys(s, dk, row, head, false)
            .addi(Nd4j.matmul(dS, queries(s, q, row, head), true, false, false));
        keys(s, dv, row, head, false).addi(Nd4j.matmul(p, dO, true, false, false));
      }
    }
  }

  @Override
  public void swiGlu(INDArray gateUp, INDArray out) {
    long width = out.size(1);
    INDArray gate = Views.columns(gateUp, 0, width);
    INDArray up = Views.columns(gateUp, width, 2 * width);
    out.assign(Transforms.sigmoid(gate, true).muli(gate).muli(up));
  }

  @Override
  public void swiGluBackward(INDArray dOut, INDArray gateUp, INDArray dGateUp) {
    long width = dOut.size(1);
    INDArray gate = Views.columns(gateUp, 0, width);
    INDArray up = Views.columns(gateUp, width, 2 * width);
    INDArray sigmoid = Transforms.sigmoid(gate, true);
    INDArray silu = sigmoid.mul(gate);
    INDArray slope = silu.mul(sigmoid.rsub(1.0)).addi(sigmoid);
    INDArray dGate = slope.muli(up).muli(dOut);
    INDArray dUp = silu.muli(dOut);
    Views.columns(dGateUp, 0, width).assign(dGate);
    Views.columns(dGateUp, width, 2 * width).assign(dUp);
  }

  @Override
  public void logProbabilities(INDArray logits, int[] targets, double[] to, int offset) {
    INDArray shifted = logits.subiColumnVector(logits.max(true, 1));
    double[] atTarget = new double[targets.length];
    for (int row = 0; row < targets.length; row++) {
      atTarget[row] = shifted.getDouble(row, targets[row]);
    }
    INDArray sums = Transforms.exp(shifted, false).sum(1);
    for (int row = 0; row < targets.length; row++) {
      to[offset + row] = atTarget[row] - Math.log(sums.getDouble(row));
    }
  }

  @Override
  public double crossEntropyGradient(INDArray logits, int[] targets, double scale) {
    INDArray shifted = logits.subiColumnVector(logits.max(true, 1));
    double loss = 0;
    for (int row = 0; row < targets.length; row++) {
      loss -= shifted.getDouble(row, targets[row]);
    }
    INDArray exponentials = Transforms.exp(shifted, false);
    INDArray sums = exponentials.sum(true, 1);
    for (int row = 0; row < targets.length; row++) {
      loss += Math.log(sums.getDouble(row));
    }
    exponentials.diviColumnVector(sums).muli(scale);
    for (int row = 0; row < targets.length; row++) {
      exponentials.putScalar(row, targets[row], exponentials.getDouble(row, targets[row]) - scale);
    }
    return loss;
  }

  @Override
  public double squaredNorm(INDArray x) {
    double norm = x.castTo(DataType.DOUBLE).norm2Number().doubleValue();
    return norm * norm;
  }

  @Override
  public void adamW(INDArray p, INDArray g, INDArray m, INDArray v, AdamWCoefficients c) {
    p.muli(1 - c.rate() * c.decay());
    m.muli(c.beta1()).addi(g.mul(1 - c.beta1()));
    v.muli(c.beta2()).addi(g.mul(g).muli(1 - c.beta2()));
    INDArray root = Transforms.sqrt(v, true).divi(Math.sqrt(c.correction2())).addi(c.epsilon());
    p.subi(m.mul(c.rate() / c.correction1()).divi(root));
  }

  /** 0 where a query of this row may look, a very negative number elsewhere. */
  static INDArray mask(AttentionShape s, int[] starts, int row, DataType type) {
    double[][] mask = new double[s.queries()][s.keys()];
    for (int t = 0; t < s.queries(); t++) {
      int start = starts == null ? 0 : starts[row * s.queries() + t];
      Arrays.fill(mask[t], 0, start, -1e30);
      Arrays.fill(mask[t], s.firstQuery() + t + 1, s.keys(), -1e30);
    }
    return Nd4j.createFromArray(mask).castTo(type);
  }

  private static INDArray probabilities(AttentionShape s, INDArray all, int index) {
    long one = (long) s.queries() * s.keys();
    return Views.part(all, index * one, (index + 1) * one).reshape('c', s.queries(), s.keys());
  }

  private static INDArray queries(AttentionShape s, INDArray all, int row, int head) {
    return queries(s, all, row, head, true);
  }

  private static INDArray queries(
      AttentionShape s, INDArray all, int row, int head, boolean copied) {
    return block(all, row, s.queries(), head, s.headSize(), copied);
  }

  private static INDArray keys(AttentionShape s, INDArray all, int row, int head) {
    return keys(s, all, row, head, true);
  }

  private static INDArray keys(AttentionShape s, INDArray all, int row, int head, boolean copied) {
    return block(all, row, s.keys(), s.keyValueHeadOf(head), s.headSize(), copied);
  }

  private static INDArray block(
      INDArray all, int row, int rows, int column, int columns, boolean copied) {
    INDArray view =
        Views.block(
            all,
            (long) row * rows,
            (row + 1L) * rows,
            (long) column * columns,
            (column + 1L) * columns);
    return copied ? view.dup('c') : view;
  }
}
