package dev.glossa.model;

import static dev.glossa.model.VectorRows.STEP;
import static dev.glossa.model.VectorRows.load;
import static dev.glossa.model.VectorRows.store;
import static dev.glossa.model.VectorRows.whole;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import org.nd4j.linalg.api.ndarray.INDArray;

/** SwiGLU in float32 with the Vector API. */
final class VectorSwiGlu {
  private VectorSwiGlu() {}

  /** As {@link Kernels#swiGlu}. */
  static void forward(INDArray gateUp, INDArray out) {
    FloatMemory in = FloatMemory.of(gateUp);
    FloatMemory to = FloatMemory.of(out);
    ByteBuffer x = in.buffer();
    ByteBuffer y = to.buffer();
    int width = to.columns();
    for (int row = 0; row < to.rows(); row++) {
      int gateAt = 4 * row * in.rowStride();
      int upAt = gateAt + 4 * width;
      int yAt = 4 * row * to.rowStride();
      int i = 0;
      for (; i < whole(width); i += STEP) {
        FloatVector gate = load(x, gateAt + i);
        FloatVector up = load(x, upAt + i);
        store(gate.mul(up).div(VectorMath.exp(gate.neg()).add(1)), y, yAt + i);
      }
      for (; i < 4 * width; i += 4) {
        float gate = x.getFloat(gateAt + i);
        y.putFloat(yAt + i, gate * x.getFloat(upAt + i) / (1 + (float) Math.exp(-gate)));
      }
    }
    in.done();
    to.done();
  }

  /** As {@link Kernels#swiGluBackward}. */
  static void backward(INDArray dOut, INDArray gateUp, INDArray dGateUp) {
    FloatMemory from = FloatMemory.of(dOut);
    FloatMemory in = FloatMemory.of(gateUp);
    FloatMemory to = FloatMemory.of(dGateUp);
    ByteBuffer d = from.buffer();
    ByteBuffer x = in.buffer();
    ByteBuffer y = to.buffer();
    int width = from.columns();
    FloatVector one = FloatVector.broadcast(VectorRows.SPECIES, 1);
    for (int row = 0; row < from.rows(); row++) {
      int dAt = 4 * row * from.rowStride();
      int gateAt = 4 * row * in.rowStride();
      int upAt = gateAt + 4 * width;
      int dGateAt = 4 * row * to.rowStride();
      int dUpAt = dGateAt + 4 * width;
      int i = 0;
      for (; i < whole(width); i += STEP) {
        FloatVector gate = load(x, gateAt + i);
        FloatVector up = load(x, upAt + i);
        FloatVector dy = load(d, dAt + i);
        FloatVector sigmoid = one.div(VectorMath.exp(gate.neg()).add(1));
        FloatVector silu = sigmoid.mul(gate);
        store(silu.mul(one.sub(sigmoid)).add(sigmoid).mul(up).mul(dy), y, dGateAt + i);
        store(silu.mul(dy), y, dUpAt + i);
      }
      for (; i < 4 * width; i += 4) {
        float gate = x.getFloat(gateAt + i);
        float sigmoid = 1 / (1 + (float) Math.exp(-gate));
        float silu = sigmoid * gate;
        float up = x.getFloat(upAt + i);
        float dy = d.getFloat(dAt + i);
        y.putFloat(dGateAt + i, (silu * (1 - sigmoid) + sigmoid) * up * dy);
        y.putFloat(dUpAt + i, silu * dy);
      }
    }
    from.done();
    in.done();
    to.done();
  }
}
