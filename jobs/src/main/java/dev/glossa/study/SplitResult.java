package dev.glossa.study;

import java.util.SortedMap;

/**
 * How many documents went where.
 *
 * @param languages by language code
 */
public record SplitResult(SortedMap<String, Part> languages) {

  /**
   * @param trainDocuments documents to train on
   * @param trainBytes their UTF-8 bytes
   * @param heldOutDocuments documents to measure on
   * @param heldOutBytes their UTF-8 bytes
   */
  public record Part(
      long trainDocuments, long trainBytes, long heldOutDocuments, long heldOutBytes) {}
}
