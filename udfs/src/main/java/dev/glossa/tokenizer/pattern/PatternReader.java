package dev.glossa.tokenizer.pattern;

/** The characters of a pattern, read one after the other, and how deep they are nested. */
final class PatternReader {

  private static final int MAX_DEPTH = 100;

  private final int[] pattern;
  private int at;
  private int depth;

  PatternReader(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  /** What is wrong with the pattern here, to be thrown. */
  UnsupportedPatternException fault(String what) {
    return new UnsupportedPatternException(
        "The pattern '%s' %s (at character %d)."
            .formatted(new String(pattern, 0, pattern.length), what, at));
  }

  boolean isNext(String text) {
    if (at + text.length() > pattern.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (pattern[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Steps over a text if it is next. */
  boolean take(String text) {
    if (isNext(text)) {
      at += text.length();
      return true;
    }
    return false;
  }

  /** The next character, which it steps over. */
  int next() {
    if (at == pattern.length) {
      throw fault("ends too early");
    }
    return pattern[at++];
  }

  /** The next character, or -1 at the end; it stays the next. */
  int peek() {
    return peek(0);
  }

  /** The character that so many others are before, or -1 past the end. */
  int peek(int others) {
    return at + others < pattern.length ? pattern[at + others] : -1;
  }

  int position() {
    return at;
  }

  /** The character at {@code position} is next, which a fault then names. */
  void moveTo(int position) {
    at = position;
  }

  /** A group or set begins. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw fault("is nested too deeply");
    }
  }

  /** A group or set ends. */
  void leave() {
    depth--;
  }
}
