package dev.glossa.tokenizer;

import com.ibm.icu.text.UnicodeSet;
import dev.glossa.tokenizer.pattern.OnigurumaPattern;
import java.util.Map;

/**
 * The pre-tokenizer expressions of GPT-2, LLaMA 3 and Qwen 2, which most byte-level tokenizers
 * have, by hand: each character of a text is looked at once or twice. {@link PatternSplit} with the
 * expression defines the result.
 */
final class WordScanner implements PreTokenizer {

  /** The expressions that are known. */
  private static final Map<String, WordScanner> KNOWN =
      Map.of(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          new WordScanner(true, 0),
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
              + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          new WordScanner(false, 3),
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
              + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          new WordScanner(false, 1));

  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte NUMBER = 2;
  private static final byte SPACE = 3;

  private final boolean isGpt2;
  private final int mostDigits;

  private WordScanner(boolean isGpt2, int mostDigits) {
    this.isGpt2 = isGpt2;
    this.mostDigits = mostDigits;
  }

  /** The expressions that are known. */
  static Iterable<String> patterns() {
    return KNOWN.keySet();
  }

  /** The scanner of an expression, or null if it is not known. */
  static WordScanner of(String pattern) {
    return KNOWN.get(pattern);
  }

  /** GPT-2's, which the pre-tokenizer ByteLevel has. */
  static WordScanner gpt2() {
    return KNOWN.values().stream().filter(scanner -> scanner.isGpt2).findFirst().orElseThrow();
  }

  /** What a character is, by code point; made when it is first needed. */
  private static final class Classes {
    private static final byte[] OF = new byte[0x110000];

    static {
      fill("\\p{L}", LETTER);
      fill("\\p{N}", NUMBER);
      fill("\\s", SPACE);
    }

    private static void fill(String pattern, byte kind) {
      for (UnicodeSet.EntryRange range : OnigurumaPattern.characters(pattern).ranges()) {
        for (int c = range.codepoint; c <= range.codepointEnd; c++) {
          OF[c] = kind;
        }
      }
    }
  }

  @Override
  public void split(OriginText text, int from, int to, WordConsumer words) {
    byte[] bytes = text.bytes();
    for (int at = from; at < to; ) {
      int end = isGpt2 ? gpt2(bytes, at, to) : llama3(bytes, at, to);
      words.accept(text, at, end);
      at = end;
    }
  }

  private static int kind(byte[] text, int at, int to) {
    if (at >= to) {
      return -1;
    }
    return text[at] >= 0 ? Classes.OF[text[at]] : Classes.OF[Utf8.decode(text, at, to) >>> 3];
  }

  private static int after(byte[] text, int at, int to) {
    return text[at] >= 0 ? at + 1 : at + (Utf8.decode(text, at, to) & 7);
  }

  /** The end of the run of characters of a kind that starts at {@code at}. */
  private static int run(byte[] text, int at, int to, int kind) {
    int end = at;
    while (kind(text, end, to) == kind) {
      end = after(text, end, to);
    }
    return end;
  }

  private static int gpt2(byte[] text, int at, int to) {
    if (text[at] == '\'') {
      int end = contraction(text, at + 1, to, false);
      if (end > 0) {
        return end;
      }
    }
    int start = text[at] == ' ' ? at + 1 : at;
    int kind = kind(text, start, to);
    return kind == SPACE || kind < 0 ? spaces(text, at, to, false) : run(text, start, to, kind);
  }

  private int llama3(byte[] text, int at, int to) {
    if (text[at] == '\'') {
      int end = contraction(text, at + 1, to, true);
      if (end > 0) {
        return end;
      }
    }
    int kind = kind(text, at, to);
    if (kind == LETTER) {
      return run(text, at, to, LETTER);
    }
    if (kind == NUMBER) {
      int end = at;
      for (int i = 0; i < mostDigits && kind(text, end, to) == NUMBER; i++) {
        end = after(text, end, to);
      }
      return end;
    }
    int next = after(text, at, to);
    if (text[at] != '\r' && text[at] != '\n' && kind(text, next, to) == LETTER) {
      return run(text, next, to, LETTER);
    }
    int start = text[at] == ' ' ? next : at;
    if (kind(text, start, to) == OTHER) {
      int end = run(text, start, to, OTHER);
      while (end < to && (text[end] == '\r' || text[end] == '\n')) {
        end++;
      }
      return end;
    }
    return spaces(text, at, to, true);
  }

  /**
   * The end of a run of spaces: after its last line break, if those are wanted and there is one;
   * else without its last space, if a word follows.
   */
  private static int spaces(byte[] text, int at, int to, boolean breaksLines) {
    int lastBreak = -1;
    int last = at;
    int end = at;
    while (kind(text, end, to) == SPACE) {
      last = end;
      end = after(text, end, to);
      if (text[last] == '\r' || text[last] == '\n') {
        lastBreak = end;
      }
    }
    if (breaksLines && lastBreak > 0) {
      return lastBreak;
    }
    return end == to || last == at ? end : last;
  }

  /** The end of s, t, re, ve, m, ll or d, or -1. */
  private static int contraction(byte[] text, int at, int to, boolean ignoresCase) {
    if (at >= to) {
      return -1;
    }
    int first = letter(text, at, ignoresCase);
    int second = at + 1 < to ? letter(text, at + 1, ignoresCase) : -1;
    return switch (first) {
      case 's', 't', 'm', 'd' -> at + 1;
      case 'r', 'v' -> second == 'e' ? at + 2 : -1;
      case 'l' -> second == 'l' ? at + 2 : -1;
      default ->
          // U+017F is a small s in another form.
          ignoresCase && Utf8.decode(text, at, to) >>> 3 == 0x17F ? at + 2 : -1;
    };
  }

  private static int letter(byte[] text, int at, boolean ignoresCase) {
    int b = text[at];
    return ignoresCase && b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }
}
