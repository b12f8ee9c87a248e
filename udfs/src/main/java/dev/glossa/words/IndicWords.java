package dev.glossa.words;

import com.ibm.icu.text.UnicodeSet;
import dev.glossa.text.Characters;
import dev.glossa.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IndicNLP's trivial tokenizer as datatrove calls it: spaces around punctuation marks, numbers such
 * as 12 / 10 / 2024 joined again, split at the space character alone. A line break is no boundary.
 */
final class IndicWords implements WordSplitter {

  static final IndicWords INDIC =
      new IndicWords(marks("[\\u0964\\u0965\\uAAF0\\uAAF1\\uABEB-\\uABEF\\u1C7E\\u1C7F]"), true);
  static final IndicWords URDU =
      new IndicWords(marks("[\\u0609\\u060A\\u060C\\u061E\\u066A-\\u066D\\u06D4]"), false);

  private static final Pattern NUMBER_SEQUENCE = Pattern.compile("(?:[0-9]+ [,.:/] )+[0-9]+");

  private final UnicodeSet marks;
  private final boolean joinsNumbers;

  private IndicWords(UnicodeSet marks, boolean joinsNumbers) {
    this.marks = marks;
    this.joinsNumbers = joinsNumbers;
  }

  @Override
  public List<String> split(String text) {
    String spaced = spaceMarks(text);
    String joined = joinsNumbers ? joinNumbers(spaced) : spaced;
    List<String> words = new ArrayList<>(joined.length() / 5 + 1);
    int start = 0;
    while (start <= joined.length()) {
      int space = joined.indexOf(' ', start);
      int end = space < 0 ? joined.length() : space;
      String word = Characters.strip(joined.substring(start, end));
      if (!word.isEmpty()) {
        words.add(word);
      }
      start = end + 1;
    }
    return words;
  }

  /** One space on each side of every mark; tabs are spaces; runs of spaces are one. */
  private String spaceMarks(String text) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (marks.contains(c)) {
        space(out);
        out.append(c).append(' ');
      } else if (c == ' ' || c == '\t') {
        space(out);
      } else {
        out.append(c);
      }
    }
    int end = out.length();
    if (end > 0 && out.charAt(end - 1) == ' ') {
      out.setLength(end - 1);
    }
    return out.toString();
  }

  private static void space(StringBuilder out) {
    if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private static String joinNumbers(String text) {
    Matcher sequence = NUMBER_SEQUENCE.matcher(text);
    StringBuilder out = new StringBuilder(text.length());
    int previous = 0;
    while (sequence.find()) {
      // As the reference has it: a sequence at the very start of the text stays as it is.
      if (sequence.start() > previous) {
        out.append(text, previous, sequence.start());
        out.append(sequence.group().replace(" ", ""));
        previous = sequence.end();
      }
    }
    return out.append(text, previous, text.length()).toString();
  }

  /** ASCII punctuation but for the backslash, which the reference's pattern takes for an escape. */
  private static UnicodeSet marks(String own) {
    return new UnicodeSet(own)
        .addAll(0x21, 0x2F)
        .addAll(0x3A, 0x40)
        .addAll(0x5B, 0x60)
        .addAll(0x7B, 0x7E)
        .remove('\\')
        .freeze();
  }
}
