package dev.glossa.prepare;

import dev.glossa.job.GlossaException;

/**
 * What counts as repeated; section {@code prepare.deduplication} of the configuration.
 *
 * @param minJaccard the least Jaccard similarity of near duplicates, above 0 to 1; null: documents
 *     that share a MinHash band are near duplicates
 */
public record DeduplicationSettings(Double minJaccard) {

  /** Refuses a similarity that is none. */
  public DeduplicationSettings {
    if (minJaccard != null && !(minJaccard > 0 && minJaccard <= 1)) {
      throw GlossaException.usage(
          "prepare.deduplication.min-jaccard is %s: give a similarity above 0 and at most 1, or"
              + " null.",
          minJaccard);
    }
  }
}
