package dev.glossa.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nd4j.linalg.api.buffer.DataType;

/** Models of a few thousand parameters for tests. */
public final class SmallModels {
  private SmallModels() {}

  /** Two blocks, grouped queries, a head size of its own. */
  public static LlamaConfig config(boolean tied) {
    return new LlamaConfig(
        29,
        12,
        20,
        2,
        4,
        2,
        6,
        128,
        1e-5,
        10000,
        Optional.empty(),
        tied,
        0.3,
        OptionalInt.of(1),
        List.of(2),
        OptionalInt.empty());
  }

  /** A random float32 model with an untied head. */
  public static LlamaModel random() {
    return LlamaModel.create(config(false), DataType.FLOAT, 17);
  }
}
