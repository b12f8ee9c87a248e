package dev.glossa.privacy;

import java.util.Map;

/**
 * A text without personal data.
 *
 * @param text the text with placeholders
 * @param counts how many of each kind were replaced; kinds that did not occur are absent
 */
public record Redaction(String text, Map<PersonalData, Integer> counts) {

  /** Copies the counts. */
  public Redaction {
    counts = Map.copyOf(counts);
  }
}
