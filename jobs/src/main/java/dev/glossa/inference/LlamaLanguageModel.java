package dev.glossa.evaluate;

import dev.glossa.model.LlamaModel;

/** A model of ours. */
record LlamaLanguageModel(LlamaModel model) implements LanguageModel {
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
}
