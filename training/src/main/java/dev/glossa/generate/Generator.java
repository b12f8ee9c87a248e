package dev.glossa.generate;

import dev.glossa.model.LlamaModel;
import dev.glossa.model.SequenceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Continues token sequences with a model, one token at a time over a key-value cache. */
public final class Generator {
  private final SequenceReader reader;

  /** A generator over the model; it belongs to the model's thread. */
  public Generator(LlamaModel model) {
    this(new SequenceReader(model, false));
  }

  /** A generator whose prompts the reader reads; it belongs to the reader's thread. */
  public Generator(SequenceReader reader) {
    this.reader = reader;
  }

  /** Continues a prompt of at least one token. */
  public Generation generate(int[] prompt, SamplingSettings settings) {
    return generate(prompt, settings, id -> {});
  }

  /**
   * Continues a prompt of at least one token.
   *
   * @param listener gets every new token as soon as it is there
   */
  public Generation generate(int[] prompt, SamplingSettings settings, IntConsumer listener) {
    if (prompt.length == 0) {
      throw new IllegalArgumentException(
          "The prompt has no token: add the begin token, or give a text.");
    }
    List<Integer> generated = new ArrayList<>();
    if (settings.maxNewTokens() == 0) {
      return new Generation(generated, Generation.FinishReason.LENGTH);
    }
    Sampler sampler = new Sampler(settings, prompt);
    float[] logits = reader.logits(prompt);
    while (true) {
      int id = sampler.next(logits);
      generated.add(id);
      listener.accept(id);
      if (settings.endTokens().contains(id)) {
        return new Generation(generated, Generation.FinishReason.STOP);
      }
      if (generated.size() == settings.maxNewTokens()) {
        return new Generation(generated, Generation.FinishReason.LENGTH);
      }
      logits = reader.extend(id);
    }
  }
}
