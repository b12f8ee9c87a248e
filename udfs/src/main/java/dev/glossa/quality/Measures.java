package dev.glossa.quality;

import dev.glossa.text.Characters;
import dev.glossa.text.Features;
import dev.glossa.text.NGrams;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules measure of a document, as datatrove measures it: shares of lines, words and code
 * points. Measuring knows no bounds, so that bounds can change without another look at the text.
 */
public final class Measures {

  private static final int SHORT_LINE = 30;

  private Measures() {}

  /** Name of the rule on the most frequent n-gram. */
  static String topNGram(int n) {
    return "top_" + n + "_gram";
  }

  /** Name of the rule on repeated n-grams. */
  static String duplicatedNGrams(int n) {
    return "duplicated_" + n + "_n_grams";
  }

  /**
   * Every measure of a document, keyed by the name of the rule that uses it. A share of nothing is
   * zero.
   */
  public static Map<String, Double> of(Features document, Set<String> stopWords) {
    Map<String, Double> measures = new LinkedHashMap<>();
    repetition(document, measures);
    lines(document, measures);
    words(document, stopWords, measures);
    return measures;
  }

  private static void repetition(Features document, Map<String, Double> measures) {
    int length = document.codePoints();
    Duplicates paragraphs = Duplicates.of(document.paragraphs());
    measures.put("dup_para_frac", share(paragraphs.elements, document.paragraphs().size()));
    measures.put("dup_para_char_frac", share(paragraphs.codePoints, length));
    Duplicates lines = Duplicates.of(document.lineRuns());
    measures.put("dup_line_frac", share(lines.elements, document.lineRuns().size()));
    measures.put("dup_line_char_frac", share(lines.codePoints, length));
    NGrams nGrams = document.nGrams();
    for (int n = 2; n <= 4; n++) {
      measures.put(topNGram(n), share(nGrams.topCodePoints(n), length));
    }
    for (int n = 5; n <= 10; n++) {
      measures.put(duplicatedNGrams(n), share(nGrams.duplicateCodePoints(n), length));
    }
  }

  private static void lines(Features document, Map<String, Double> measures) {
    List<String> lines = document.lines();
    int lineFeeds = (int) document.text().chars().filter(c -> c == '\n').count();
    long punctuated = lines.stream().filter(Measures::endsInTerminal).count();
    long shortLines = lines.stream().filter(line -> length(line) <= SHORT_LINE).count();
    measures.put("line_punct_ratio", share(punctuated, lines.size()));
    measures.put("short_line_ratio", share(shortLines, lines.size()));
    measures.put(
        "char_dup_ratio",
        share(Duplicates.of(lines).codePoints, document.codePoints() - lineFeeds));
    measures.put("list_ratio", share(lineFeeds, document.words().size()));
  }

  private static void words(
      Features document, Set<String> stopWords, Map<String, Double> measures) {
    List<String> words = document.words();
    long nonSymbols = 0;
    long nonSymbolCodePoints = 0;
    long alphabetic = 0;
    Set<String> found = new HashSet<>();
    for (String word : words) {
      if (isNoSymbol(word)) {
        nonSymbols++;
        nonSymbolCodePoints += length(word);
      }
      if (word.codePoints().anyMatch(Character::isLetter)) {
        alphabetic++;
      }
      if (stopWords.contains(word)) {
        found.add(word);
      }
    }
    String text = document.text();
    List<String> lines = Characters.splitLines(text);
    double meanLength = share(nonSymbolCodePoints, nonSymbols);
    measures.put("gopher_short_doc", (double) nonSymbols);
    measures.put("gopher_long_doc", (double) nonSymbols);
    measures.put("gopher_below_avg_threshold", meanLength);
    measures.put("gopher_above_avg_threshold", meanLength);
    measures.put("gopher_too_many_hashes", share(count(text, "#"), words.size()));
    measures.put(
        "gopher_too_many_ellipsis", share(count(text, "...") + count(text, "…"), words.size()));
    measures.put(
        "gopher_too_many_bullets",
        share(lines.stream().filter(Measures::isBullet).count(), lines.size()));
    measures.put(
        "gopher_too_many_end_ellipsis",
        share(lines.stream().filter(Measures::endsInEllipsis).count(), lines.size()));
    measures.put("gopher_below_alpha_threshold", share(alphabetic, words.size()));
    measures.put("gopher_enough_stop_words", (double) found.size());
  }

  /** Words that are more than symbols, as {@code gopher_short_doc} counts them. */
  static long countWords(List<String> words) {
    return words.stream().filter(Measures::isNoSymbol).count();
  }

  private static boolean isNoSymbol(String word) {
    return word.codePoints().anyMatch(c -> !Characters.isSymbol(c));
  }

  private static boolean endsInTerminal(String line) {
    return Characters.isTerminal(line.codePointBefore(line.length()));
  }

  private static boolean isBullet(String line) {
    String stripped = Characters.strip(line);
    return stripped.startsWith("•") || stripped.startsWith("-");
  }

  private static boolean endsInEllipsis(String line) {
    String stripped = Characters.strip(line);
    return stripped.endsWith("...") || stripped.endsWith("…");
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static long count(String text, String part) {
    long count = 0;
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
      count++;
    }
    return count;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /** How many elements of a list occurred before, and how long they are together. */
  private record Duplicates(int elements, long codePoints) {

    static Duplicates of(List<String> elements) {
      Set<String> seen = new HashSet<>();
      int repeated = 0;
      long codePoints = 0;
      for (String element : elements) {
        if (!seen.add(element)) {
          repeated++;
          codePoints += length(element);
        }
      }
      return new Duplicates(repeated, codePoints);
    }
  }
}
