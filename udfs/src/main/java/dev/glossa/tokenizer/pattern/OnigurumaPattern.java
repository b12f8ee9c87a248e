package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;

/**
 * A regular expression that matches as Oniguruma's would (Ruby syntax, UTF-8, Unicode 16), by
 * backtracking, but in bounded time. Not supported: back references, calls, conditions, looking
 * behind at texts of no fixed length. Immutable.
 *
 * <p>Source: Oniguruma's doc/RE and, for the order of matches, onig 6.5's FindMatches.
 */
public final class OnigurumaPattern {

  /** Takes the bounds of a match. */
  public interface MatchConsumer {
    /**
     * @param from index of the match's first character
     * @param to index after its last one
     */
    void accept(int from, int to);
  }

  private final String text;
  private final Program program;

  private OnigurumaPattern(String text) {
    this.text = text;
    this.program = Program.of(text, PatternParser.parse(text));
  }

  /**
   * @throws UnsupportedPatternException if the text is no pattern, or not one of those supported
   */
  public static OnigurumaPattern compile(String text) {
    return new OnigurumaPattern(text);
  }

  /** A pattern that matches a text and nothing else. */
  public static OnigurumaPattern literal(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_') {
                quoted.append("\\x{").append(Integer.toHexString(c)).append('}');
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return new OnigurumaPattern(quoted.toString());
  }

  /**
   * Finds all matches from left to right, none of which overlap; an empty one is passed over where
   * the match before it ends.
   *
   * @param characters code points
   * @param size how many of them there are
   * @throws IllegalStateException if the pattern goes astray in the text: it takes more than a
   *     thousand steps a character, and ten millions
   */
  public void findAll(int[] characters, int size, MatchConsumer matches) {
    Matcher matcher = new Matcher(program, characters, size);
    int lastEnd = -1;
    for (int at = 0; at <= size; ) {
      int start = at;
      int end = -1;
      while (start <= size && (end = matcher.match(start)) < 0) {
        start++;
      }
      if (end < 0) {
        return;
      }
      if (end == start && lastEnd == end) {
        at++;
      } else {
        matches.accept(start, end);
        at = end;
        lastEnd = end;
      }
    }
  }

  /**
   * The characters that a pattern of one character matches, {@code \p{L}} for instance.
   *
   * @throws UnsupportedPatternException if the pattern is not one of a single character
   */
  public static UnicodeSet characters(String pattern) {
    if (PatternParser.parse(pattern) instanceof Node.Characters one) {
      return one.set();
    }
    throw new UnsupportedPatternException(
        "The pattern '%s' is not one of a single character.".formatted(pattern));
  }

  @Override
  public String toString() {
    return text;
  }

  static boolean isWord(int character) {
    return Words.SET.contains(character);
  }

  /** Made when a pattern first needs it. */
  private static final class Words {
    private static final UnicodeSet SET = CharacterSets.escaped('w').freeze();
  }
}
