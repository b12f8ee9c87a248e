package dev.glossa.generate;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chooses one token after another from logits: repetition penalty, temperature, top-k, top-p, in
 * this order, as transformers does.
 */
final class Sampler {
  private final SamplingSettings settings;
  private final SplittableRandom random;
  private final BitSet seen = new BitSet();

  /**
   * @param prompt tokens that count as repeated
   */
  Sampler(SamplingSettings settings, int[] prompt) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
    for (int id : prompt) {
      seen.set(id);
    }
  }

  /** The next token; the logits are spent. */
  int next(float[] logits) {
    if (settings.repetitionPenalty() != 1) {
      penalize(logits);
    }
    int id = settings.temperature() == 0 ? best(logits) : sample(logits);
    seen.set(id);
    return id;
  }

  /** Keskar et al., CTRL, 2019, section 4.1, with transformers' treatment of negative logits. */
  private void penalize(float[] logits) {
    float penalty = (float) settings.repetitionPenalty();
    seen.stream()
        .forEach(id -> logits[id] = logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty);
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }

  private int sample(float[] logits) {
    int[] ids =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted((a, b) -> Float.compare(logits[b], logits[a]))
            .limit(settings.topK() == 0 ? logits.length : settings.topK())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] weights = new double[ids.length];
    double total = 0;
    for (int i = 0; i < ids.length; i++) {
      weights[i] = Math.exp((logits[ids[i]] - (double) logits[ids[0]]) / settings.temperature());
      total += weights[i];
    }
    double kept = 0;
    int count = 0;
    while (count < ids.length && (count == 0 || kept < settings.topP() * total)) {
      kept += weights[count++];
    }
    double drawn = random.nextDouble() * kept;
    int chosen = 0;
    while (chosen < count - 1 && drawn >= weights[chosen]) {
      drawn -= weights[chosen++];
    }
    return ids[chosen];
  }
}
