package dev.glossa.quality;

import dev.glossa.quality.Rule.Side;
import dev.glossa.text.Characters;
import dev.glossa.text.Scripts;
import dev.glossa.text.WordSegments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The rules of C4 (Raffel et al. 2020), as datatrove's {@code C4QualityFilter} has them. Lines are
 * dropped that do not end in a terminal mark, have fewer than three words or a word of more than
 * 1000 characters, name JavaScript, or are one of a page's terms; citation marks are taken out. A
 * document fails with a line of "lorem ipsum", with a curly bracket, or with fewer than five
 * sentences in the lines that are left.
 *
 * <p>In languages other than English the marks that end a line are those of all scripts, and the
 * phrases those of the language; where words have no spaces between them, they are ICU's segments.
 */
public final class C4Rules {

  /** The rules that decide, and by what names lines are counted that were dropped. */
  public static final RuleSet RULES =
      new RuleSet(
          List.of(
              new Rule("c4_lorem_ipsum", Side.MAXIMUM, 0),
              new Rule("c4_curly_bracket", Side.MAXIMUM, 0),
              new Rule("c4_too_few_sentences", Side.MINIMUM, 5),
              new Rule("c4_long_word_lines", Side.MAXIMUM, Double.NaN),
              new Rule("c4_unfinished_lines", Side.MAXIMUM, Double.NaN),
              new Rule("c4_short_lines", Side.MAXIMUM, Double.NaN),
              new Rule("c4_javascript_lines", Side.MAXIMUM, Double.NaN),
              new Rule("c4_policy_lines", Side.MAXIMUM, Double.NaN)),
          Set.of());

  private static final Pattern CITATION =
      Pattern.compile("\\[\\p{Nd}*]|\\[edit]|\\[citation needed]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\x1C-\\x1F\\x85\\p{Z}]+");
  private static final int MIN_WORDS = 3;
  private static final int MAX_WORD_LENGTH = 1000;
  private static final Map<String, C4Rules> BY_LANGUAGE = new ConcurrentHashMap<>();

  private final boolean english;
  private final Notices notices;
  private final SentenceCount sentences;

  private C4Rules(String language) {
    this.english = language.equals("en");
    this.notices = Notices.of(language);
    this.sentences = SentenceCount.of(language);
  }

  /** The rules of a language, given by its ISO 639-1 code. */
  public static C4Rules of(String language) {
    return BY_LANGUAGE.computeIfAbsent(language, C4Rules::new);
  }

  /** What is left of a text, and what the rules measure of it. */
  public Cleaned apply(String text) {
    Map<String, Double> measures = new LinkedHashMap<>();
    RULES.rules().forEach(rule -> measures.put(rule.name(), 0.0));
    List<String> kept = new ArrayList<>();
    for (String raw : Characters.splitLines(text)) {
      String line = Characters.strip(raw);
      String cited = CITATION.matcher(line).replaceAll("");
      String dropped = reason(line, cited);
      if (dropped != null) {
        measures.merge(dropped, 1.0, Double::sum);
      } else {
        measures.merge("c4_too_few_sentences", (double) sentences.in(cited), Double::sum);
        kept.add(cited);
      }
    }
    return new Cleaned(Characters.strip(String.join("\n", kept)), measures);
  }

  /** The name of the first measure that a line is dropped for, in datatrove's order, or null. */
  private String reason(String line, String cited) {
    Words words = Words.of(line);
    if (words.longest() > MAX_WORD_LENGTH) {
      return "c4_long_word_lines";
    }
    if (!isFinished(cited)) {
      return "c4_unfinished_lines";
    }
    if (words.count() < MIN_WORDS) {
      return "c4_short_lines";
    }
    String lower = cited.toLowerCase(Locale.ROOT);
    if (lower.contains("lorem ipsum")) {
      return "c4_lorem_ipsum";
    }
    if (notices.namesJavaScript(lower)) {
      return "c4_javascript_lines";
    }
    if (cited.indexOf('{') >= 0) {
      return "c4_curly_bracket";
    }
    return notices.namesTerms(lower) ? "c4_policy_lines" : null;
  }

  private boolean isFinished(String line) {
    if (line.isEmpty() || line.endsWith("...")) {
      return false;
    }
    int last = line.codePointBefore(line.length());
    if (".?!\"'".indexOf(last) >= 0) {
      return true;
    }
    if (english) {
      return false;
    }
    int type = Character.getType(last);
    return Characters.isTerminal(last)
        || type == Character.FINAL_QUOTE_PUNCTUATION
        || last == '」'
        || last == '』';
  }

  /**
   * The words of a line.
   *
   * @param count how many
   * @param longest length of the longest in code points
   */
  private record Words(int count, int longest) {

    static Words of(String line) {
      int count = 0;
      int longest = 0;
      for (String run : SPACE.split(line)) {
        if (run.isEmpty()) {
          continue;
        }
        if (run.codePoints().anyMatch(Scripts::isWithoutSpaces)) {
          int[] bounds = new WordSegments().bounds(run);
          count += Math.max(1, bounds.length / 2);
          for (int i = 0; i < bounds.length; i += 2) {
            longest = Math.max(longest, run.codePointCount(bounds[i], bounds[i + 1]));
          }
        } else {
          count++;
          longest = Math.max(longest, run.codePointCount(0, run.length()));
        }
      }
      return new Words(count, longest);
    }
  }
}
