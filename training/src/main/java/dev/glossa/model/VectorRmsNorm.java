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
    ByteBuffer dys = dOut.buffer();
    ByteBuffer xs = in.buffer();
    ByteBuffer ws = scale.buffer();
    ByteBuffer rs = inverses.buffer();
    ByteBuffer dxs = dIn.buffer();
    ByteBuffer dws = dScale.buffer();
    int columns = in.columns();
    VectorRows.zero(dws, 0, columns);
    for (int row = 0; row < in.rows(); row++) {
      int dyAt = 4 * row * dOut.rowStride();
      int xAt = 4 * row * in.rowStride();
      int dxAt = 4 * row * dIn.rowStride();
      float inverse = rs.getFloat(4 * row);
      float dot = weightGradient(dys, dyAt, xs, xAt, ws, inverse, dws, columns);
      float alongX = -dot * inverse * inverse * inverse / columns;
      int i = 0;
      for (; i < whole(columns); i += STEP) {
        FloatVector straight = load(dys, dyAt + i).mul(load(ws, i)).mul(inverse);
        FloatVector along = load(xs, xAt + i).mul(alongX);
        store(along.add(straight).add(load(dxs, dxAt + i)), dxs, dxAt + i);
      }
      for (; i < 4 * columns; i += 4) {
        float straight = dys.getFloat(dyAt + i) * ws.getFloat(i) * inverse;
        float along = xs.getFloat(xAt + i) * alongX;
        dxs.putFloat(dxAt + i, along + straight + dxs.getFloat(dxAt + i));
      }
    }
    in.done();
    dOut.done();
    dIn.done();
    scale.done();
    dScale.done();
    inverses.done();
  }

  /** Adds a row's part of it and returns the sum of dy * weight * x. */
  private static float weightGradient(
      ByteBuffer dy,
      int dyAt,
      ByteBuffer x,
      int xAt,
      ByteBuffer weight,
      float inverse,
      ByteBuffer dWeight,
      int columns) {
    FloatVector products = FloatVector.zero(VectorRows.SPECIES);
    int i = 0;
    for (; i < whole(columns); i += STEP) {
      FloatVector dyx = load(dy, dyAt + i).mul(load(x, xAt + i));
      products = dyx.fma(load(weight, i), products);
      store(dyx.mul(inverse).add(load(dWeight, i)), dWeight, i);
    }
    float dot = VectorMath.sum(products);
    for (; i < 4 * columns; i += 4) {
      float dyx = dy.getFloat(dyAt + i) * x.getFloat(xAt + i);
      dot += dyx * weight.getFloat(i);
      dWeight.putFloat(i, dWeight.getFloat(i) + dyx * inverse);
    }
    return dot;
  }
}
