package dev.glossa.vocabulary;

/**
 * On how many lines two tokenizers give other ids.
 *
 * @param lines lines that were compared
 * @param differing those whose ids differ
 */
public record LineDifferences(long lines, long differing) {

  /** 0 to 1. */
  public double share() {
    return lines == 0 ? 0 : (double) differing / lines;
  }
}
