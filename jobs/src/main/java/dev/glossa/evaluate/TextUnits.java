package dev.glossa.evaluate;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The units that perplexity is counted in, as lm-evaluation-harness counts them. */
final class TextUnits {
  // Python's \s also has the four information separators.
  private static final Pattern WHITE_SPACE = Pattern.compile("(?U)[\\s\\x1C-\\x1F]+");

  private TextUnits() {}

  /** Pieces between runs of white space, empty ones at the ends included. */
  static long words(String text) {
    Matcher matcher = WHITE_SPACE.matcher(text);
    long words = 1;
    while (matcher.find()) {
      words++;
    }
    return words;
  }

  /** Bytes in UTF-8. */
  static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
