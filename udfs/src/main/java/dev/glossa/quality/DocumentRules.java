package dev.glossa.quality;

import dev.glossa.text.Features;
import dev.glossa.text.WordSplitter;
import dev.glossa.words.WordSplitters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures and judges texts of one language: its rules and how words are counted.
 *
 * @param rules the rules
 * @param splitter finds the words
 */
public record DocumentRules(RuleSet rules, WordSplitter splitter) {

  private static final Map<String, DocumentRules> BY_LANGUAGE = new ConcurrentHashMap<>();

  /** The rules of a language, given by its ISO 639-1 code. */
  public static DocumentRules of(String language) {
    return BY_LANGUAGE.computeIfAbsent(
        language, code -> new DocumentRules(RuleSet.of(code), WordSplitters.of(code)));
  }

  /** What the rules measure of the text, by the rules' names. */
  public Map<String, Double> measure(String text) {
    return Measures.of(new Features(text, splitter), rules.stopWords());
  }

  /** The words of the text that are more than symbols; what {@code gopher_short_doc} measures. */
  public long countWords(String text) {
    return Measures.countWords(splitter.split(text));
  }

  /** The verdict of every rule on the text. */
  public List<Verdict> judge(String text) {
    return rules.judge(measure(text));
  }
}
