package dev.glossa.benchmark;

import java.io.Serializable;

/**
 * What the official code makes of an output.
 *
 * @param extracted the answer found in it; null if there is none
 * @param right whether it is right
 * @param error why the official code fails on it; null if it does not
 */
public record Verdict(String extracted, boolean right, String error) implements Serializable {

  static Verdict of(String extracted, boolean right) {
    return new Verdict(extracted, right, null);
  }

  static Verdict failed(String error) {
    return new Verdict(null, false, error);
  }
}
