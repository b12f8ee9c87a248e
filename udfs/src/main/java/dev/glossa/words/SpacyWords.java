package dev.glossa.words;

import dev.glossa.text.Characters;
import dev.glossa.text.WordSplitter;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * spaCy's rule tokenizer (3.8) with the rules of a language, without tokens of white space. Time is
 * linear in the length of the text, whatever the text. What it found for recent chunks is kept in a
 * table of bounded size.
 */
final class SpacyWords implements WordSplitter {

  private static final int CACHED_CHUNKS = 1 << 15;
  private static final int LONGEST_CACHED = 40;
  private static final int[] NONE = {};

  /**
   * What a chunk is split into.
   *
   * @param starts places of tokens that phrases start with
   */
  private record Chunk(String text, String[] tokens, int[] starts) {}

  private final SpacyChunks chunks;
  private final SpacyPhrases phrases;

  /** By hash of the text; threads may overwrite each other's, since each entry is immutable. */
  private final Chunk[] cache = new Chunk[CACHED_CHUNKS];

  private SpacyWords(SpacyRules rules) {
    this.chunks = new SpacyChunks(rules, rules.exceptions());
    this.phrases = new SpacyPhrases(rules.exceptions());
    SpacyWords plain = new SpacyWords(rules, Map.of());
    rules
        .exceptions()
        .forEach(
            (text, tokens) -> {
              if (text.indexOf(' ') >= 0 || plain.chunks.isCut(text)) {
                List<String> found = plain.split(text);
                if (found.size() > 1 || !found.equals(tokens)) {
                  phrases.add(found);
                }
              }
            });
  }

  /** Without exceptions. */
  private SpacyWords(SpacyRules rules, Map<String, List<String>> none) {
    this.chunks = new SpacyChunks(rules, none);
    this.phrases = new SpacyPhrases(none);
  }

  /** The splitter with spaCy's rules for a language: ar, en, id or tn. */
  static SpacyWords of(String code) {
    return new SpacyWords(SpacyRules.of(code));
  }

  @Override
  public List<String> split(String text) {
    List<String> tokens = new ArrayList<>(text.length() / 5 + 1);
    IntArrayList starts = new IntArrayList();
    BitSet spaced = new BitSet();
    boolean gaps = false;
    int end = 0;
    while (end < text.length()) {
      int start = end;
      while (end < text.length() && Characters.isSpace(text.charAt(end))) {
        end++;
      }
      if (start < end && !tokens.isEmpty()) {
        boolean space = text.charAt(start) == ' ';
        spaced.set(tokens.size() - 1, space);
        if (end - start > 1 || !space) {
          tokens.add("");
          gaps = true;
        }
      }
      start = end;
      int hash = 0;
      while (end < text.length() && !Characters.isSpace(text.charAt(end))) {
        hash = 31 * hash + text.charAt(end);
        end++;
      }
      if (start < end) {
        add(chunk(text, start, end, hash), tokens, starts);
      }
    }
    List<String> words = starts.isEmpty() ? tokens : phrases.apply(tokens, starts, spaced);
    if (gaps) {
      words.removeIf(String::isEmpty);
    }
    return words;
  }

  private static void add(Chunk chunk, List<String> tokens, IntArrayList starts) {
    for (int start : chunk.starts) {
      starts.add(tokens.size() + start);
    }
    for (String token : chunk.tokens) {
      tokens.add(token);
    }
  }

  private Chunk chunk(String text, int start, int end, int hash) {
    int length = end - start;
    if (length > LONGEST_CACHED) {
      return split(text, start, end);
    }
    int slot = (hash ^ hash >>> 15) & (CACHED_CHUNKS - 1);
    Chunk cached = cache[slot];
    if (cached != null && cached.text.length() == length && text.startsWith(cached.text, start)) {
      return cached;
    }
    return cache[slot] = split(text, start, end);
  }

  private Chunk split(String text, int start, int end) {
    String chunk = text.substring(start, end);
    String[] tokens = chunks.split(chunk).toArray(String[]::new);
    IntArrayList starts = new IntArrayList(0);
    for (int i = 0; i < tokens.length; i++) {
      if (phrases.startsWith(tokens[i])) {
        starts.add(i);
      }
    }
    return new Chunk(chunk, tokens, starts.isEmpty() ? NONE : starts.toIntArray());
  }
}
