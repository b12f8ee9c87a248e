package dev.glossa.inference;

import dev.glossa.generate.Generation;
import dev.glossa.generate.GenerationRequest;
import dev.glossa.generate.Generator;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.model.LlamaModel;
import dev.glossa.model.SequenceReader;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * A model of ours. What a prompt has in common with the one before it, or with those that are asked
 * together with it, such as the examples before a question, is computed once; answers are the same
 * to the bit whatever was asked before.
 */
public final class LlamaLanguageModel implements LanguageModel {
  private final LlamaModel model;
  private final SequenceReader reader;

  public LlamaLanguageModel(LlamaModel model) {
    this(model, true);
  }

  /**
   * @param keepsPrefixes whether keys and values of the last prompt are kept for the next one
   */
  public LlamaLanguageModel(LlamaModel model, boolean keepsPrefixes) {
    this.model = model;
    this.reader = new SequenceReader(model, keepsPrefixes);
  }

  @Override
  public int contextLength() {
    return model.config().maxPositions();
  }

  @Override
  public double[][] tokenLogProbabilities(int[][] ids) {
    return model.tokenLogProbabilities(ids);
  }

  @Override
  public double[][] tokenLogProbabilities(int[][] ids, int from) {
    return reader.logProbabilities(ids, from);
  }

  @Override
  public float[] logits(int[] ids) {
    return reader.logits(ids);
  }

  @Override
  public float[][] logits(int[][] ids) {
    return reader.logits(ids);
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
    return new Generator(reader).generate(prompt, settings, listener);
  }

  @Override
  public List<Generation> generate(List<GenerationRequest> requests) {
    return new Generator(reader).generate(requests);
  }
}
