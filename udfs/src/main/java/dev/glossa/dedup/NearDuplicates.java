package dev.glossa.dedup;

import dev.glossa.text.WordSplitter;
import dev.glossa.words.WordSplitters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signatures of texts of one language: how the text is normalized and split before it is signed.
 *
 * @param normalizer what counts as equal
 * @param splitter finds the words
 */
public record NearDuplicates(ShingleNormalizer normalizer, WordSplitter splitter) {

  private static final Map<String, NearDuplicates> SCRIPT_SAFE = new ConcurrentHashMap<>();
  private static final Map<String, NearDuplicates> DATATROVE = new ConcurrentHashMap<>();

  /** Safe for every script; the default. */
  public static NearDuplicates scriptSafe(String language) {
    return SCRIPT_SAFE.computeIfAbsent(
        language,
        code -> new NearDuplicates(ShingleNormalizer.SCRIPT_SAFE, WordSplitter.icuWordsOnly(code)));
  }

  /** As datatrove has it. */
  public static NearDuplicates datatrove(String language) {
    return DATATROVE.computeIfAbsent(
        language, code -> new NearDuplicates(ShingleNormalizer.DATATROVE, WordSplitters.of(code)));
  }

  /** The signature of a text; nothing when it has fewer than five words. */
  public Optional<long[]> signature(String text) {
    return MinHash.signature(words(text));
  }

  /** The shingles that the signature of a text is made of. */
  public ShingleSet shingles(String text) {
    return ShingleSet.of(MinHash.shingles(words(text)));
  }

  private List<String> words(String text) {
    return splitter.split(normalizer.normalize(text));
  }
}
