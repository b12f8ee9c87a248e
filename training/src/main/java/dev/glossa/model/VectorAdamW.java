package dev.glossa.model;

import static dev.glossa.model.VectorRows.STEP;
import static dev.glossa.model.VectorRows.load;
import static dev.glossa.model.VectorRows.store;
import static dev.glossa.model.VectorRows.whole;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** AdamW in float32 with the Vector API. */
final class VectorAdamW {
  private VectorAdamW() {}

  /** One step of {@code count} elements, as {@link Kernels#adamW}. */
  static void step(
      ByteBuffer p,
      ByteBuffer g,
      ByteBuffer m,
      ByteBuffer v,
      Kernels.AdamWCoefficients c,
      int count) {
    float keep = (float) (1 - c.rate() * c.decay());
    float beta1 = (float) c.beta1();
    float beta2 = (float) c.beta2();
    float new1 = (float) (1 - c.beta1());
    float new2 = (float) (1 - c.beta2());
    float root = (float) (1 / Math.sqrt(c.correction2()));
    float epsilon = (float) c.epsilon();
    float rate = (float) (c.rate() / c.correction1());
    int i = 0;
    for (; i < whole(count); i += STEP) {
      FloatVector gradient = load(g, i);
      FloatVector first = load(m, i).mul(beta1).add(gradient.mul(new1));
      FloatVector second = load(v, i).mul(beta2).add(gradient.mul(gradient).mul(new2));
      FloatVector step = first.mul(rate).div(second.sqrt().mul(root).add(epsilon));
      store(first, m, i);
      store(second, v, i);
      store(load(p, i).mul(keep).sub(step), p, i);
    }
    for (; i < 4 * count; i += 4) {
      float gradient = g.getFloat(i);
      float first = m.getFloat(i) * beta1 + gradient * new1;
      float second = v.getFloat(i) * beta2 + gradient * gradient * new2;
      float step = first * rate / ((float) Math.sqrt(second) * root + epsilon);
      m.putFloat(i, first);
      v.putFloat(i, second);
      p.putFloat(i, p.getFloat(i) * keep - step);
    }
  }
}
