package dev.glossa.inference;

import dev.glossa.generate.Generation;
import dev.glossa.generate.Generator;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.model.LlamaModel;
import java.util.Set;
import java.util.function.IntConsumer;

/** A model of ours. */
public record LlamaLanguageModel(LlamaModel model) implements LanguageModel {
  @Override
  public int contextLength() {
    return model.config().maxPositions();
  }

  @Override
  public double[][] tokenLogProbabilities(int[][] ids) {
    return model.tokenLogProbabilities(ids);
  }

  @Override
  public float[] logits(int[] ids) {
    return model.logits(ids);
  }

  @Override
  public int vocabularySize() {
    return model.config().vocabSize();
  }

  @Override
  public Set<Integer> endTokens() {
    return Set.copyOf(model.config().eosIds());
  }

  @Override
  public Generation generate(int[] prompt, SamplingSettings settings, IntConsumer listener) {
    return new Generator(model).generate(prompt, settings, listener);
  }
}
