package dev.glossa.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

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
    requireValidTrie();
    requireEnds();
    if (replacements[replacements.length - 1] != 0) {
      throw new InvalidTokenizerException(
          "The tokenizer model's precompiled_charsmap is damaged: its last string has no end.");
    }
  }

  /** As SentencePiece does: no unit leads out of the trie, no value out of the replacements. */
  private void requireValidTrie() {
    boolean isValid =
        (units[0] & 0x8000_01FF) == 0
            && offset(units[0]) != 0
            && Integer.compareUnsigned(offset(units[0]) | 0xFF, units.length) < 0;
    for (int i = 1; i < units.length && isValid; i++) {
      int unit = units[i];
      if (unit >= 0) {
        int child = i ^ offset(unit);
        isValid =
            Integer.compareUnsigned(child | 0xFF, units.length) < 0
                && ((unit >>> 8 & 1) == 0 || units[child] < 0);
      } else {
        isValid = (unit & 0x7FFF_FFFF) < replacements.length;
      }
    }
    if (!isValid) {
      throw new InvalidTokenizerException(
          "The tokenizer model's precompiled_charsmap is damaged: its trie leads nowhere.");
    }
  }

  /** No way through the trie comes back to where it was, or a text could be walked without end. */
  private void requireEnds() {
    BitSet open = new BitSet(units.length);
    BitSet done = new BitSet(units.length);
    IdArray path = new IdArray();
    IdArray labels = new IdArray();
    path.add(0);
    labels.add(0);
    open.set(0);
    while (path.size > 0) {
      int node = path.ids[path.size - 1];
      int label = labels.ids[labels.size - 1]++;
      if (label > 0xFF) {
        path.size--;
        labels.size--;
        open.clear(node);
        done.set(node);
        continue;
      }
      int child = node ^ offset(units[node]) ^ label;
      if ((units[child] & 0x8000_00FF) != label || done.get(child) || child == 0) {
        continue;
      }
      if (open.get(child)) {
        throw new InvalidTokenizerException(
            "The tokenizer model's precompiled_charsmap is damaged: its trie runs in a circle.");
      }
      open.set(child);
      path.add(child);
      labels.add(0);
    }
  }

  /**
   * The longest rule that matches at {@code at}, as {@code offset << 32 | length}, or -1 if none
   * does.
   */
  long longestMatch(byte[] text, int at, int to) {
    return match(text, at, to, false);
  }

  /** The same for the shortest rule. */
  long shortestMatch(byte[] text, int at, int to) {
    return match(text, at, to, true);
  }

  private long match(byte[] text, int at, int to, boolean takesFirst) {
    long best = -1;
    int node = offset(units[0]);
    for (int i = at; i < to && !(takesFirst && best >= 0); i++) {
      int label = text[i] & 0xFF;
      node ^= label;
      if ((units[node] & 0x8000_00FF) != label) {
        break;
      }
      int unit = units[node];
      node ^= offset(unit);
      if ((unit >>> 8 & 1) == 1) {
        best = (long) (units[node] & 0x7FFF_FFFF) << 32 | (i + 1 - at);
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
