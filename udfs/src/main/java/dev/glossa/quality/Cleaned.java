package dev.glossa.quality;

import java.util.Map;

/**
 * A text that lines or passages were taken out of.
 *
 * @param text what is left; the same text where nothing was taken out
 * @param measures what was found, by the names of measures
 */
public record Cleaned(String text, Map<String, Double> measures) {

  /** Copies its measures. */
  public Cleaned {
    measures = Map.copyOf(measures);
  }
}
