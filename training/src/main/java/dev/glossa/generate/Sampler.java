package dev.glossa.generate;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses one token from logits: temperature, then top-k, then top-p, as transformers does. */
final class Sampler {
  private final SamplingSettings settings;
  private final SplittableRandom random;

  Sampler(SamplingSettings settings) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
  }

  int next(float[] logits) {
    return settings.temperature() == 0 ? best(logits) : sample(logits);
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
