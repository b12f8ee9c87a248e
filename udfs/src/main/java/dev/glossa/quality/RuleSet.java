package dev.glossa.quality;

import dev.glossa.quality.Rule.Side;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The quality rules of one language in FineWeb-2's order: Gopher repetition, FineWeb quality,
 * Gopher quality. The bounds are those of FineWeb-2 for 14 languages and of FineWeb for English;
 * any other language has English's bounds without stop words.
 *
 * @param rules the rules, in order
 * @param stopWords the words of which some must occur
 */
public record RuleSet(List<Rule> rules, Set<String> stopWords) {

  private static final Properties BOUNDS = load();
  private static final Map<String, RuleSet> BY_LANGUAGE = new ConcurrentHashMap<>();

  /** Copies its arguments. */
  public RuleSet {
    rules = List.copyOf(rules);
    stopWords = Set.copyOf(stopWords);
  }

  /** The rules of a language, given by its ISO 639-1 code. */
  public static RuleSet of(String language) {
    return BY_LANGUAGE.computeIfAbsent(language, RuleSet::read);
  }

  /** Whether the language has bounds of its own. */
  public static boolean isKnown(String language) {
    return BOUNDS.containsKey(language + ".stop_words");
  }

  /**
   * Holds measures to the rules: one verdict for each rule that decides and whose measure is there.
   */
  public List<Verdict> judge(Map<String, Double> measures) {
    List<Verdict> verdicts = new ArrayList<>(rules.size());
    for (Rule rule : rules) {
      Double value = measures.get(rule.name());
      if (rule.decides() && value != null) {
        verdicts.add(rule.judge(value));
      }
    }
    return verdicts;
  }

  /** The same rules, with other bounds for those that are named. */
  public RuleSet withBounds(Map<String, Double> bounds) {
    return new RuleSet(
        rules.stream()
            .map(
                rule ->
                    new Rule(
                        rule.name(), rule.side(), bounds.getOrDefault(rule.name(), rule.bound())))
            .toList(),
        stopWords);
  }

  private static RuleSet read(String language) {
    boolean known = isKnown(language);
    Reader bounds = new Reader(known ? language : "en");
    List<Rule> rules = new ArrayList<>();
    for (String name :
        List.of("dup_para_frac", "dup_para_char_frac", "dup_line_frac", "dup_line_char_frac")) {
      rules.add(new Rule(name, Side.MAXIMUM, bounds.number(name)));
    }
    bounds
        .pairs("top_n_grams")
        .forEach((n, bound) -> rules.add(new Rule(Measures.topNGram(n), Side.MAXIMUM, bound)));
    bounds
        .pairs("dup_n_grams")
        .forEach(
            (n, bound) -> rules.add(new Rule(Measures.duplicatedNGrams(n), Side.MAXIMUM, bound)));

    rules.add(new Rule("line_punct_ratio", Side.MINIMUM, bounds.number("line_punct_ratio")));
    for (String name : List.of("short_line_ratio", "char_dup_ratio", "list_ratio")) {
      rules.add(new Rule(name, Side.MAXIMUM, bounds.number(name)));
    }

    double symbols = bounds.number("max_symbol_ratio");
    rules.add(new Rule("gopher_short_doc", Side.MINIMUM, bounds.number("min_words")));
    rules.add(new Rule("gopher_long_doc", Side.MAXIMUM, bounds.number("max_words")));
    rules.add(
        new Rule("gopher_below_avg_threshold", Side.MINIMUM, bounds.number("min_word_length")));
    rules.add(
        new Rule("gopher_above_avg_threshold", Side.MAXIMUM, bounds.number("max_word_length")));
    rules.add(new Rule("gopher_too_many_hashes", Side.MAXIMUM, symbols));
    rules.add(new Rule("gopher_too_many_ellipsis", Side.MAXIMUM, symbols));
    rules.add(new Rule("gopher_too_many_bullets", Side.MAXIMUM, bounds.number("max_bullet_lines")));
    rules.add(
        new Rule(
            "gopher_too_many_end_ellipsis", Side.MAXIMUM, bounds.number("max_ellipsis_lines")));
    rules.add(
        new Rule("gopher_below_alpha_threshold", Side.MINIMUM, bounds.number("min_alpha_words")));
    rules.add(
        new Rule(
            "gopher_enough_stop_words",
            Side.MINIMUM,
            known ? bounds.number("min_stop_words") : Double.NaN));
    return new RuleSet(rules, known ? Set.of(bounds.text("stop_words").split(" ")) : Set.of());
  }

  private static Properties load() {
    Properties bounds = new Properties();
    try (var reader =
        new InputStreamReader(
            RuleSet.class.getResourceAsStream("fineweb2.properties"), StandardCharsets.UTF_8)) {
      bounds.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bounds;
  }

  /** Bounds of one language, with those of all as defaults. */
  private record Reader(String language) {

    String text(String key) {
      return BOUNDS.getProperty(language + "." + key, BOUNDS.getProperty("all." + key));
    }

    double number(String key) {
      String value = text(key);
      return value.equals("off") ? Double.NaN : Double.parseDouble(value);
    }

    Map<Integer, Double> pairs(String key) {
      Map<Integer, Double> pairs = new TreeMap<>();
      for (String pair : text(key).split(" ")) {
        String[] both = pair.split(":");
        pairs.put(Integer.parseInt(both[0]), Double.parseDouble(both[1]));
      }
      return pairs;
    }
  }
}
