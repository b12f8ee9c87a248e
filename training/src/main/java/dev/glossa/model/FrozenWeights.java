package dev.glossa.model;

import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonTypeInfo;

/**
 * Weights that are not trained and lie outside the flat vector. It is a part of the layers'
 * configuration and travels with it as JSON, so it says where the weights are rather than what they
 * are; whoever implements it keeps what was read, since every replica of a JVM asks for the same.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
public interface FrozenWeights extends Serializable {

  /**
   * Tensors below each other, [sum of rows, columns], or one vector.
   *
   * @param names Hugging Face names
   * @param type of the result: FLOAT or DOUBLE, or a narrower one to which values are rounded
   */
  INDArray rows(List<String> names, DataType type);

  /** Where they are. */
  String folder();

  /** The same for the same weights, and another for others. */
  String checksum();
}
