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
 * linear in the length of the text, whatever the text.
 */
final class SpacyWords implements WordSplitter {

  private static final int[] NONE = {};

  /**
   * What a chunk is split into.
   *
   * @param starts places of tokens that phrases start with
   */
  private record Chunk(String[] tokens, int[] starts) {}

  private final SpacyChunks chunks;
  private final SpacyPhrases phrases;
  private final RecentTexts<Chunk> recent = new RecentTexts<>(this::splitChunk);

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
      while (end < text.length() && !Characters.isSpace(text.charAt(end))) {
        end++;
      }
      if (start < end) {
        add(recent.get(text, start, end), tokens, starts);
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

  private Chunk splitChunk(String chunk) {
    String[] tokens = chunks.split(chunk).toArray(String[]::new);
    IntArrayList starts = new IntArrayList(0);
    for (int i = 0; i < tokens.length; i++) {
      if (phrases.startsWith(tokens[i])) {
        starts.add(i);
      }
    }
    return new Chunk(tokens, starts.isEmpty() ? NONE : starts.toIntArray());
  }
}
