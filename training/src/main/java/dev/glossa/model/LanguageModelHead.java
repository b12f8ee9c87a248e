package dev.glossa.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Final RMSNorm and language-model head with the cross-entropy of the next token. Labels are
 * [batch, time] INT32 beside the ids: the label at t is predicted from the position before it, -100
 * is ignored, and the label at 0 has no position before it.
 */
final class LanguageModelHead extends LlamaLayer {
  private static final long serialVersionUID = 1L;
  static final String NORM = "norm";
  static final String WEIGHT = "weight";

  LanguageModelHead() {}

  LanguageModelHead(LlamaConfig config, double weightDecay, Adaptation adaptation) {
    super(config, weightDecay, adaptation);
  }

  @Override
  Map<String, List<String>> weights() {
    Map<String, List<String>> weights = new LinkedHashMap<>();
    weights.put(NORM, List.of(LlamaConfig.FINAL_NORM));
    if (!config().tiedEmbeddings()) {
      weights.put(WEIGHT, List.of(LlamaConfig.HEAD));
    }
    return weights;
  }

  @Override
  FlatLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
    return new LanguageModelHeadLayer(conf, type);
  }
}
