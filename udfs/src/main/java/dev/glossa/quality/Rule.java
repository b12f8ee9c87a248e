package dev.glossa.quality;

/**
 * A bound on one measure of a document.
 *
 * @param name the rule's name, datatrove's reason for dropping a document; also the key of its
 *     measure
 * @param side whether the bound is the largest or the smallest value allowed
 * @param bound the bound, which itself is allowed; NaN: the rule measures but never fails
 */
public record Rule(String name, Side side, double bound) {

  /** On which side of the bound a document fails. */
  public enum Side {
    MAXIMUM,
    MINIMUM
  }

  /** Holds a measured value to the bound. */
  public Verdict judge(double value) {
    boolean failed = side == Side.MAXIMUM ? value > bound : value < bound;
    return new Verdict(name, value, bound, failed);
  }

  /** Whether the rule can fail a document. */
  public boolean decides() {
    return !Double.isNaN(bound);
  }
}
