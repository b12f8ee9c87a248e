package dev.glossa.vocabulary;

import dev.glossa.tokenizer.TokenCounts;
import dev.glossa.tokenizer.TokenMeter;
import dev.glossa.tokenizer.Tokenizer;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a vocabulary makes of text, beside another if there is one; shares are 0…1.
 *
 * @param schema 1
 * @param tokenizer the vocabulary
 * @param compare the other one, or null
 * @param all all languages together
 * @param languages by language code
 * @param parity on parallel text
 */
public record VocabularyReport(
    int schema,
    Vocabulary tokenizer,
    Vocabulary compare,
    Language all,
    SortedMap<String, Language> languages,
    Parity parity) {

  /**
   * A vocabulary and what of it the text does not need. Pieces for text are all but bytes and the
   * unknown, begin, end and padding pieces.
   *
   * @param path where it was read
   * @param pieces its pieces, of all types
   * @param textPieces pieces for text
   * @param unused those of them that the text has not once
   * @param addedPieces where it goes on from the first vocabulary: pieces for text beyond that one;
   *     else null
   * @param unusedAdded those of them that the text has not once, or null
   */
  public record Vocabulary(
      String path,
      int pieces,
      int textPieces,
      int unused,
      double unusedShare,
      Integer addedPieces,
      Integer unusedAdded) {}

  /**
   * One language's text.
   *
   * @param words by ICU's segmentation
   * @param bytes in UTF-8
   * @param characters code points
   * @param compare null without another vocabulary
   */
  public record Language(
      long documents,
      long words,
      long bytes,
      long characters,
      Measures tokenizer,
      Measures compare) {}

  /**
   * What a vocabulary makes of it.
   *
   * @param fertility tokens per word
   * @param wholeWords share of the words, as they stand, that are one token, the space before
   *     included
   * @param byteFallback share of the tokens that are pieces for single bytes
   * @param renyiEfficiency of order 2.5, see {@link dev.glossa.tokenizer.RenyiEfficiency}
   * @param usedPieces different pieces that occur
   */
  public record Measures(
      long tokens,
      double fertility,
      double bytesPerToken,
      double charactersPerToken,
      double wholeWords,
      double byteFallback,
      double renyiEfficiency,
      int usedPieces) {}

  /**
   * Tokens of a language over tokens of the same texts in English (Petrov et al., arXiv
   * 2305.15425).
   *
   * @param source the parallel text
   * @param languages by language code
   */
  public record Parity(String source, SortedMap<String, Premium> languages) {}

  /**
   * @param texts how many texts are there in both languages
   * @param tokenizer the premium with the first vocabulary
   * @param compare with the other, or null
   */
  public record Premium(long texts, double tokenizer, Double compare) {}

  /**
   * @param files one or two tokenizers, which {@code counts} and {@code parallel} are of
   * @param unused the unused ids of each
   */
  static VocabularyReport of(
      List<TokenizerFiles> files,
      SortedMap<String, CorpusCounts> counts,
      List<BitSet> unused,
      Parity parity) {
    CorpusCounts all = new CorpusCounts(files.size());
    counts.values().forEach(all::add);
    SortedMap<String, Language> languages = new TreeMap<>();
    counts.forEach((code, own) -> languages.put(code, language(files, own)));
    return new VocabularyReport(
        1,
        vocabulary(files.get(0), null, unused.get(0)),
        files.size() < 2 ? null : vocabulary(files.get(1), files.get(0), unused.get(1)),
        language(files, all),
        languages,
        parity);
  }

  private static Vocabulary vocabulary(TokenizerFiles files, TokenizerFiles base, BitSet unused) {
    Tokenizer tokenizer = files.tokenizer();
    BitSet text = new TokenMeter(tokenizer).textPieces();
    boolean extended = base != null && extend(base.tokenizer(), tokenizer);
    int from = extended ? base.tokenizer().vocabularySize() : 0;
    int pieces = tokenizer.vocabularySize();
    return new Vocabulary(
        files.path(),
        pieces,
        text.cardinality(),
        unused.cardinality(),
        (double) unused.cardinality() / Math.max(1, text.cardinality()),
        extended ? text.get(from, pieces).cardinality() : null,
        extended ? unused.get(from, pieces).cardinality() : null);
  }

  /** Whether the larger vocabulary has all pieces of the base at their ids, and more. */
  private static boolean extend(Tokenizer base, Tokenizer larger) {
    if (larger.vocabularySize() <= base.vocabularySize()) {
      return false;
    }
    for (int id = 0; id < base.vocabularySize(); id++) {
      if (!base.piece(id).equals(larger.piece(id))) {
        return false;
      }
    }
    return true;
  }

  private static Language language(List<TokenizerFiles> files, CorpusCounts counts) {
    return new Language(
        counts.documents(),
        counts.words(),
        counts.bytes(),
        counts.characters(),
        measures(counts, 0, files),
        files.size() < 2 ? null : measures(counts, 1, files));
  }

  private static Measures measures(CorpusCounts counts, int index, List<TokenizerFiles> files) {
    TokenCounts own = counts.tokenizers().get(index);
    double tokens = Math.max(1, own.tokens());
    double words = Math.max(1, counts.words());
    double efficiency = own.renyiEfficiency(files.get(index).tokenizer().vocabularySize());
    return new Measures(
        own.tokens(),
        own.tokens() / words,
        counts.bytes() / tokens,
        counts.characters() / tokens,
        own.wholeWords() / words,
        own.byteTokens() / tokens,
        Double.isNaN(efficiency) ? 0 : efficiency,
        own.usedIds().cardinality());
  }
}
