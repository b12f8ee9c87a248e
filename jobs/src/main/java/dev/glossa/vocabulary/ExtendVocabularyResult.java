package dev.glossa.vocabulary;

/**
 * What was added, and what it does to text.
 *
 * @param basePieces pieces of the base, whose ids and scores stand
 * @param added pieces that were added
 * @param characters how many of them are single characters
 * @param dropped pieces of another vocabulary that were not added, see dropped_pieces.tsv
 * @param guarantees what was checked of the added pieces
 * @param before the base on the input, or null without input
 * @param after the extended vocabulary on it
 * @param protectedLines the protected text, of which no line may differ, or null without one
 * @param drift lines of the base's languages that are encoded in another way than before
 * @param driftText what these lines are of
 */
public record ExtendVocabularyResult(
    int basePieces,
    int added,
    int characters,
    int dropped,
    Guarantees guarantees,
    Fertility before,
    Fertility after,
    LineDifferences protectedLines,
    LineDifferences drift,
    String driftText) {

  /**
   * What was checked of what is written.
   *
   * @param unreachable added pieces whose text is not encoded to their id alone
   * @param breakingRules added pieces that break a rule of the base
   * @param huggingFace lines on which tokenizer.model and tokenizer.json give other ids, or null if
   *     there is only one of them
   * @param normalized the same of the lines as the base's normalizer leaves them: Hugging Face's
   *     library applies a map of characters, such as nmt_nfkc, to grapheme clusters, and so leaves
   *     stretches as they are that SentencePiece replaces, whatever the pieces
   */
  public record Guarantees(
      int unreachable, int breakingRules, LineDifferences huggingFace, LineDifferences normalized) {

    /** Lines whose ids differ only because the two libraries normalize them differently. */
    public long normalizedOtherwise() {
      return huggingFace == null ? 0 : huggingFace.differing() - normalized.differing();
    }
  }
}
