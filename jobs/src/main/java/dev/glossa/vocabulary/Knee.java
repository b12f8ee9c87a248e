package dev.glossa.vocabulary;

/**
 * Where a falling curve bends: the point that lies farthest below the chord from its first point to
 * its last, with both axes brought to 0…1.
 *
 * <p>Source: Satopää et al., "Finding a 'Kneedle' in a Haystack" (2011), for a decreasing convex
 * curve without smoothing, as ours has no noise.
 */
final class Knee {

  private Knee() {}

  /**
   * @param values the curve over equally spaced places
   * @param from the first place
   * @param to the last place
   * @return the knee's place, the first one if several are as good, or -1 if the curve is flat or
   *     has fewer than three places
   */
  static int of(long[] values, int from, int to) {
    double fall = values[from] - values[to];
    if (to - from < 2 || fall <= 0) {
      return -1;
    }
    int knee = -1;
    double farthest = 0;
    for (int place = from; place <= to; place++) {
      double fallen = (values[from] - values[place]) / fall;
      double gone = (double) (place - from) / (to - from);
      if (fallen - gone > farthest) {
        farthest = fallen - gone;
        knee = place;
      }
    }
    return knee;
  }
}
