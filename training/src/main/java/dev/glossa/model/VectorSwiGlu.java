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
    int width = to.columns();
    for (int row = 0; row < to.rows(); row++) {
      ByteBuffer x = in.buffer((long) row * in.rowStride(), 2L * width);
      ByteBuffer y = to.buffer((long) row * to.rowStride(), width);
      int i = 0;
      for (; i < whole(width); i += STEP) {
        FloatVector gate = load(x, i);
        FloatVector up = load(x, 4 * width + i);
        store(gate.mul(up).div(VectorMath.exp(gate.neg()).add(1)), y, i);
      }
      for (; i < 4 * width; i += 4) {
        float gate = x.getFloat(i);
        y.putFloat(i, gate * x.getFloat(4 * width + i) / (1 + (float) Math.exp(-gate)));
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
    int width = from.columns();
    for (int row = 0; row < from.rows(); row++) {
      ByteBuffer d = from.buffer((long) row * from.rowStride(), width);
      ByteBuffer x = in.buffer((long) row * in.rowStride(), 2L * width);
      ByteBuffer y = to.buffer((long) row * to.rowStride(), 2L * width);
      int i = 0;
      for (; i < whole(width); i += STEP) {
        FloatVector gate = load(x, i);
        FloatVector up = load(x, 4 * width + i);
        FloatVector dy = load(d, i);
        FloatVector one = FloatVector.broadcast(VectorRows.SPECIES, 1);
        FloatVector sigmoid = one.div(VectorMath.exp(gate.neg()).add(1));
        FloatVector silu = sigmoid.mul(gate);
        store(silu.mul(one.sub(sigmoid)).add(sigmoid).mul(up).mul(dy), y, i);
        store(silu.mul(dy), y, 4 * width + i);
      }
      for (; i < 4 * width; i += 4) {
        float gate = x.getFloat(i);
        float sigmoid = 1 / (1 + (float) Math.exp(-gate));
        float silu = sigmoid * gate;
        float up = x.getFloat(4 * width + i);
        y.putFloat(i, (silu * (1 - sigmoid) + sigmoid) * up * d.getFloat(i));
        y.putFloat(4 * width + i, silu * d.getFloat(i));
      }
    }
    from.done();
    in.done();
    to.done();
  }
}
