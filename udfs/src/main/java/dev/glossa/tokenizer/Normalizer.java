package dev.glossa.tokenizer;

import java.nio.charset.StandardCharsets;

/**
 * SentencePiece's normalization: rules of the character map (longest match first), white space, the
 * space put before the text, and U+FFFD for every malformed byte. User-defined pieces stay as they
 * are.
 *
 * <p>Source: normalizer.cc of SentencePiece 0.2.3.
 */
final class Normalizer {

  private static final byte[] ESCAPED_SPACE = "\u2581".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PLAIN_SPACE = {' '};
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private final CharsMap charsMap;
  private final PrefixMatcher protectedPieces;
  private final byte[] space;
  private final boolean spaceBefore;
  private final boolean spaceAfter;
  private final boolean removeExtraWhitespaces;

  /**
   * @param protectedPieces what no rule may change, or null
   */
  Normalizer(NormalizerSpec spec, boolean whitespaceAsSuffix, PrefixMatcher protectedPieces) {
    this.charsMap =
        spec.precompiledCharsMap().length == 0 ? null : new CharsMap(spec.precompiledCharsMap());
    this.protectedPieces = protectedPieces;
    this.space = spec.escapeWhitespaces() ? ESCAPED_SPACE : PLAIN_SPACE;
    this.spaceBefore = spec.addDummyPrefix() && !whitespaceAsSuffix;
    this.spaceAfter = spec.addDummyPrefix() && whitespaceAsSuffix;
    this.removeExtraWhitespaces = spec.removeExtraWhitespaces();
  }

  /** Appends the normalized form of a text to {@code out}. */
  void normalize(byte[] text, int from, int to, ByteArray out) {
    normalize(text, from, to, out, null);
  }

  /**
   * The same, and for each byte appended, and for the end after them, the place in the text that it
   * comes from: all bytes that a rule made come from the start of what it replaced.
   *
   * @param origins what they are appended to, or null
   */
  void normalize(byte[] text, int from, int to, ByteArray out, IdArray origins) {
    Prefix prefix = new Prefix();
    int at = from;
    if (removeExtraWhitespaces) {
      while (at < to && isSpace(next(text, at, to, prefix))) {
        at += prefix.consumed;
      }
    }
    if (at >= to) {
      return;
    }
    int start = out.size;
    if (spaceBefore) {
      addSpace(out);
      align(out, at, origins);
    }
    if (charsMap == null && protectedPieces == null && !removeExtraWhitespaces && origins == null) {
      copyEscaped(text, at, to, out);
    } else {
      copyByRules(text, at, to, prefix, out, origins);
    }
    int end = to;
    if (removeExtraWhitespaces) {
      while (out.size > start && out.endsWith(space)) {
        out.size -= space.length;
        if (origins != null) {
          origins.size -= space.length;
          end = origins.ids[origins.size];
        }
      }
    }
    if (spaceAfter) {
      addSpace(out);
      align(out, end, origins);
    }
    if (origins != null) {
      origins.add(end);
    }
  }

  /** The bytes that were appended since the last call come from {@code origin}. */
  private static void align(ByteArray out, int origin, IdArray origins) {
    while (origins != null && origins.size < out.size) {
      origins.add(origin);
    }
  }

  /** The common case, LLaMA's: only spaces and malformed bytes are changed. */
  private void copyEscaped(byte[] text, int from, int to, ByteArray out) {
    for (int at = from; at < to; ) {
      int run = at;
      while (run < to && text[run] >= 0 && text[run] != ' ') {
        run++;
      }
      out.add(text, at, run);
      at = run;
      if (at == to) {
        return;
      }
      if (text[at] == ' ') {
        addSpace(out);
        at++;
      } else {
        int length = Utf8.decode(text, at, to) & 7;
        if (length == 1) {
          out.add(REPLACEMENT, 0, REPLACEMENT.length);
        } else {
          out.add(text, at, at + length);
        }
        at += length;
      }
    }
  }

  private void copyByRules(
      byte[] text, int from, int to, Prefix prefix, ByteArray out, IdArray origins) {
    boolean afterSpace = removeExtraWhitespaces;
    for (int at = from; at < to; at += prefix.consumed) {
      next(text, at, to, prefix);
      int n = prefix.from;
      while (afterSpace && n < prefix.to && prefix.bytes[n] == ' ') {
        n++;
      }
      if (n < prefix.to) {
        afterSpace = removeExtraWhitespaces && prefix.bytes[prefix.to - 1] == ' ';
        for (; n < prefix.to; n++) {
          if (prefix.bytes[n] == ' ') {
            addSpace(out);
          } else {
            out.add(prefix.bytes[n]);
          }
        }
        align(out, at, origins);
      }
    }
  }

  private void addSpace(ByteArray out) {
    out.add(space, 0, space.length);
  }

  private static boolean isSpace(Prefix prefix) {
    return prefix.to - prefix.from == 1 && prefix.bytes[prefix.from] == ' ';
  }

  /** How the start of the rest is normalized: {@code bytes[from, to)}, for {@code consumed}. */
  private static final class Prefix {
    private byte[] bytes;
    private int from;
    private int to;
    private int consumed;

    private Prefix set(byte[] bytes, int from, int to, int consumed) {
      this.bytes = bytes;
      this.from = from;
      this.to = to;
      this.consumed = consumed;
      return this;
    }
  }

  private Prefix next(byte[] text, int at, int to, Prefix prefix) {
    if (protectedPieces != null) {
      long match = protectedPieces.longestMatch(text, at, to);
      if (match >= 0) {
        return prefix.set(text, at, at + (int) match, (int) match);
      }
    }
    if (charsMap != null) {
      long match = charsMap.longestMatch(text, at, to);
      if (match >= 0) {
        int from = (int) (match >>> 32);
        return prefix.set(
            charsMap.replacements(), from, charsMap.replacementEnd(from), (int) match);
      }
    }
    int decoded = Utf8.decode(text, at, to);
    int length = decoded & 7;
    return decoded == (Utf8.REPLACEMENT << 3 | 1)
        ? prefix.set(REPLACEMENT, 0, REPLACEMENT.length, 1)
        : prefix.set(text, at, at + length, length);
  }
}
