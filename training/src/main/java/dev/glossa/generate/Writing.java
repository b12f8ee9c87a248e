package dev.glossa.generate;

import dev.glossa.model.GrowingSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** A generation in the making: one token after another is chosen for a sequence. */
final class Writing implements AutoCloseable {
  private final SamplingSettings settings;
  private final GrowingSequence sequence;
  private final Sampler sampler;
  private final IntConsumer listener;
  private final List<Integer> ids = new ArrayList<>();
  private Generation.FinishReason finishReason;

  /**
   * @param sequence begun with the request's prompt
   * @param listener gets every new token
   */
  Writing(GenerationRequest request, GrowingSequence sequence, IntConsumer listener) {
    this.settings = request.settings();
    this.sequence = sequence;
    this.sampler = new Sampler(settings, request.prompt());
    this.listener = listener;
  }

  GrowingSequence sequence() {
    return sequence;
  }

  /** The token that was chosen last. */
  int last() {
    return ids.get(ids.size() - 1);
  }

  /**
   * Chooses the next token, if there is to be one.
   *
   * @return whether another is to follow it
   */
  boolean advance() {
    if (ids.size() < settings.maxNewTokens()) {
      ids.add(sampler.next(sequence.logits()));
      listener.accept(last());
      if (settings.endTokens().contains(last())) {
        finishReason = Generation.FinishReason.STOP;
      }
    }
    if (finishReason == null && ids.size() == settings.maxNewTokens()) {
      finishReason = Generation.FinishReason.LENGTH;
    }
    return finishReason == null;
  }

  /** What was generated, once nothing follows. */
  Generation generation() {
    return new Generation(ids, finishReason);
  }

  @Override
  public void close() {
    sequence.close();
  }
}
