package dev.glossa.model;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.regularization.Regularization;

/** Token ids [batch, time] INT32 to vectors [batch, time, hidden]. */
final class TokenEmbedding extends LlamaLayer {
  private static final long serialVersionUID = 1L;
  static final String WEIGHT = "weight";

  TokenEmbedding() {}

  TokenEmbedding(LlamaConfig config, Adaptation adaptation) {
    super(config, 0, adaptation);
  }

  @Override
  Map<String, List<String>> weights() {
    return Map.of(WEIGHT, List.of(LlamaConfig.EMBEDDING));
  }

  @Override
  FlatLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new TokenEmbeddingLayer(conf, type);
  }

  @Override
  public List<Regularization> getRegularizationByParam(String key) {
    return List.of();
  }
}
