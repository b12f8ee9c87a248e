package dev.glossa.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SentencePiece's precompiled_charsmap: a Darts double-array trie of byte strings, each with the
 * offset of its replacement in a block of null-terminated strings. The longest match counts.
 *
 * <p>Layout: the trie's size in bytes (uint32, little endian), the trie's units (uint32), the
 * replacements. A unit holds a label (low byte, or bit 31 for a value), bit 8 = has a value, bits
 * 10 up = offset to the children, which bit 9 multiplies by 256. Source: darts-clone and
 * normalizer.cc of SentencePiece 0.2.3.
 */
final class CharsMap {

  private final int[] units;
  private final byte[] replacements;

  CharsMap(byte[] blob) {
    ByteBuffer in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
    long trieBytes = blob.length > 4 ? Integer.toUnsignedLong(in.getInt()) : 0;
    if (trieBytes < 1024 || trieBytes % 1024 != 0 || trieBytes >= blob.length - 4) {
      throw new InvalidTokenizerException(
          "The tokenizer model's precompiled_charsmap is damaged: its trie claims %d of %d bytes."
              .formatted(trieBytes, blob.length));
    }
    units = new int[(int) trieBytes / 4];
    in.asIntBuffer().get(units);
    in.position(4 + (int) trieBytes);
    replacements = new byte[in.remaining()];
    in.get(replacements);
    if (replacements[replacements.length - 1] != 0) {
      throw new InvalidTokenizerException(
          "The tokenizer model's precompiled_charsmap is damaged: its last string has no end.");
    }
  }

  /**
   * The longest rule that matches at {@code at}, as {@code offset << 32 | length}, or -1 if none
   * does.
   */
  long longestMatch(byte[] text, int at, int to) {
    long best = -1;
    int node = offset(units[0]);
    for (int i = at; i < to; i++) {
      int label = text[i] & 0xFF;
      node ^= label;
      if (node < 0 || node >= units.length || (units[node] & 0x8000_00FF) != label) {
        break;
      }
      int unit = units[node];
      node ^= offset(unit);
      if ((unit >>> 8 & 1) == 1 && node >= 0 && node < units.length) {
        int value = units[node] & 0x7FFF_FFFF;
        if (value < replacements.length) {
          best = (long) value << 32 | (i + 1 - at);
        }
      }
    }
    return best;
  }

  byte[] replacements() {
    return replacements;
  }

  /** The end of the replacement that starts at {@code from}. */
  int replacementEnd(int from) {
    int end = from;
    while (replacements[end] != 0) {
      end++;
    }
    return end;
  }

  private static int offset(int unit) {
    return unit >>> 10 << ((unit & 1 << 9) >>> 6);
  }
}
