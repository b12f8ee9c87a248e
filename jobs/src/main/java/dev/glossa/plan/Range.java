package dev.glossa.plan;

import java.util.Collection;
import java.util.function.DoubleUnaryOperator;

/**
 * A figure that repeated measurements disagree on.
 *
 * @param low the least of them
 * @param expected their mean
 * @param high the greatest
 */
public record Range(double low, double expected, double high) {

  /**
   * @param values at least one
   */
  static Range of(Collection<Double> values) {
    return new Range(
        values.stream().mapToDouble(value -> value).min().orElseThrow(),
        values.stream().mapToDouble(value -> value).average().orElseThrow(),
        values.stream().mapToDouble(value -> value).max().orElseThrow());
  }

  /** The figure that grows with this one. */
  Range map(DoubleUnaryOperator growing) {
    return new Range(
        growing.applyAsDouble(low), growing.applyAsDouble(expected), growing.applyAsDouble(high));
  }
}
