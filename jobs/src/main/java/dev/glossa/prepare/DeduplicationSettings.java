package dev.glossa.prepare;

import dev.glossa.job.GlossaException;
import java.io.Serializable;

/**
 * What counts as repeated; section {@code prepare.deduplication} of the configuration.
 *
 * @param minJaccard the least Jaccard similarity of near duplicates, above 0 to 1; null: documents
 *     that share a MinHash band are near duplicates
 * @param repeatedLines how many documents of a language have a line that is taken out, 2 or more;
 *     null: none is
 * @param repeatedParagraphs how many have a paragraph that is taken out, 2 or more; null: none is
 */
public record DeduplicationSettings(
    Double minJaccard, Integer repeatedLines, Integer repeatedParagraphs) implements Serializable {

  /** Refuses a similarity that is none, and passages of one document. */
  public DeduplicationSettings {
    if (minJaccard != null && !(minJaccard > 0 && minJaccard <= 1)) {
      throw GlossaException.usage(
          "prepare.deduplication.min-jaccard is %s: give a similarity above 0 and at most 1, or"
              + " null.",
          minJaccard);
    }
    refuseOne("repeated-lines", repeatedLines);
    refuseOne("repeated-paragraphs", repeatedParagraphs);
  }

  private static void refuseOne(String key, Integer documents) {
    if (documents != null && documents < 2) {
      throw GlossaException.usage(
          "prepare.deduplication.%s is %d: give a number of documents, 2 or more, or null.",
          key, documents);
    }
  }
}
