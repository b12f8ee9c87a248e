package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.Collection;

/**
 * Right answers among items.
 *
 * @param right how many are right
 * @param items how many there are, at least one
 */
public record Tally(long right, long items) implements Serializable {
  /** The share of right answers, 0…1. */
  public double accuracy() {
    return (double) right / items;
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(right + other.right, items + other.items);
  }

  /** The mean of the accuracies, 0…1: every subject counts alike, as C-Eval asks for. */
  public static double macroAverage(Collection<Tally> subjects) {
    return subjects.stream().mapToDouble(Tally::accuracy).average().orElse(Double.NaN);
  }

  /** The accuracy over all items, 0…1: every item counts alike. */
  public static double microAverage(Collection<Tally> subjects) {
    return (double) subjects.stream().mapToLong(Tally::right).sum()
        / subjects.stream().mapToLong(Tally::items).sum();
  }
}
