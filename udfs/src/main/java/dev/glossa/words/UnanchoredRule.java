package dev.glossa.words;

/**
 * Finds the first match of a rule of the form "head, several of a set, one that is not of it"
 * anywhere in a text whose ends move inwards. All searches in one text together take time linear in
 * its length.
 */
final class UnanchoredRule {

  private final AffixRule rule;
  private final int[] text;

  /** No match starts before it. */
  private int candidate;

  /** No character that ends a match stands between it and the last end that was asked for. */
  private int closing;

  UnanchoredRule(AffixRule rule, int[] text) {
    this.rule = rule;
    this.text = text;
    this.closing = text.length;
  }

  /** Length of the first match between the two, or 0. */
  int length(int low, int high) {
    closing = Math.min(closing, high);
    while (closing > low && !rule.last().contains(text[closing - 1])) {
      closing--;
    }
    candidate = Math.max(candidate, low);
    for (; candidate < closing; candidate++) {
      int end = rule.end(text, candidate, low, closing);
      if (end >= 0) {
        return end - candidate;
      }
    }
    return 0;
  }
}
