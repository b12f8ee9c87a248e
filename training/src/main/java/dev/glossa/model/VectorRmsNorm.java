package dev.glossa.model;

import static dev.glossa.model.VectorRows.STEP;
import static dev.glossa.model.VectorRows.load;
import static dev.glossa.model.VectorRows.store;
import static dev.glossa.model.VectorRows.whole;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/** RMSNorm in float32 with the Vector API. */
final class VectorRmsNorm {
  private VectorRmsNorm() {}

  /** As {@link Kernels#rmsNorm}. */
  static void forward(
      INDArray x, INDArray weight, double epsilon, INDArray y, INDArray inverseRms) {
    FloatMemory in = FloatMemory.of(x);
    FloatMemory out = FloatMemory.of(y);
    FloatMemory scale = FloatMemory.of(weight);
    FloatMemory inverses = FloatMemory.of(inverseRms);
    ByteBuffer xs = in.buffer();
    ByteBuffer ys = out.buffer();
    ByteBuffer ws = scale.buffer();
    ByteBuffer rs = inverses.buffer();
    int columns = in.columns();
    for (int row = 0; row < in.rows(); row++) {
      int xAt = 4 * row * in.rowStride();
      int yAt = 4 * row * out.rowStride();
      float inverse =
          (float) (1 / Math.sqrt(VectorRows.squares(xs, xAt, columns) / columns + epsilon));
      rs.putFloat(4 * row, inverse);
      int i = 0;
      for (; i < whole(columns); i += STEP) {
        store(load(xs, xAt + i).mul(inverse).mul(load(ws, i)), ys, yAt + i);
      }
      for (; i < 4 * columns; i += 4) {
        ys.putFloat(yAt + i, xs.getFloat(xAt + i) * inverse * ws.getFloat(i));
      }
    }
    in.done();
    out.done();
    scale.done();
    inverses.done();
  }

  /** As {@link Kernels#rmsNormBackward}. */
  static void backward(
      INDArray dy,
      INDArray x,
      INDArray weight,
      INDArray inverseRms,
      INDArray dx,
      INDArray dWeight) {
    FloatMemory in = FloatMemory.of(x);
    FloatMemory dOut = FloatMemory.of(dy);
    FloatMemory dIn = FloatMemory.of(dx);
    FloatMemory scale = FloatMemory.of(weight);
    FloatMemory dScale = FloatMemory.of(dWeight);
    FloatMemory inverses = FloatMemory.of(inverseRms);
    ByteBuffer rs = inverses.buffer();
    ByteBuffer dws = dScale.buffer();
    int columns = in.columns();
    VectorRows.zero(dws, 0, columns);
    for (int row = 0; row < in.rows(); row++) {
      backwardRow(
          dOut.buffer((long) row * dOut.rowStride(), columns),
          in.buffer((long) row * in.rowStride(), columns),
          scale.buffer(),
          rs.getFloat(4 * row),
          dIn.buffer((long) row * dIn.rowStride(), columns),
          dws,
          columns);
    }
    in.done();
    dOut.done();
    dIn.done();
    scale.done();
    dScale.done();
    inverses.done();
  }

  private static void backwardRow(
      ByteBuffer dy,
      ByteBuffer x,
      ByteBuffer weight,
      float inverse,
      ByteBuffer dx,
      ByteBuffer dWeight,
      int columns) {
    int whole = whole(columns);
    FloatVector products = FloatVector.zero(VectorRows.SPECIES);
    int i = 0;
    for (; i < whole; i += STEP) {
      FloatVector dyx = load(dy, i).mul(load(x, i));
      products = dyx.fma(load(weight, i), products);
      store(dyx.mul(inverse).add(load(dWeight, i)), dWeight, i);
    }
    float dot = VectorMath.sum(products);
    for (; i < 4 * columns; i += 4) {
      float dyx = dy.getFloat(i) * x.getFloat(i);
      dot += dyx * weight.getFloat(i);
      dWeight.putFloat(i, dWeight.getFloat(i) + dyx * inverse);
    }
    float alongX = -dot * inverse * inverse * inverse / columns;
    for (i = 0; i < whole; i += STEP) {
      FloatVector straight = load(dy, i).mul(load(weight, i)).mul(inverse);
      store(load(x, i).mul(alongX).add(straight).add(load(dx, i)), dx, i);
    }
    for (; i < 4 * columns; i += 4) {
      float straight = dy.getFloat(i) * weight.getFloat(i) * inverse;
      dx.putFloat(i, dx.getFloat(i) + x.getFloat(i) * alongX + straight);
    }
  }
}
