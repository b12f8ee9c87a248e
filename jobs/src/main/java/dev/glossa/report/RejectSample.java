package dev.glossa.report;

import java.util.List;

/**
 * A rejected document.
 *
 * @param language a code
 * @param kind as in the table of rejects
 * @param reasons one a failed rule, with its value and bound, for a person
 * @param text its beginning
 */
public record RejectSample(String language, String kind, List<String> reasons, String text) {
  public RejectSample {
    reasons = List.copyOf(reasons);
  }
}
