package dev.glossa.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The ids of short words that were encoded before. Direct-mapped, so of fixed size ({@value
 * #MEGABYTES} MB or so): a word takes the place of another with the same hash. Keys are the words
 * themselves, packed into four longs, so that a hit is always right. For one thread.
 */
final class WordCache {

  static final int MAX_WORD_BYTES = 31;
  static final int MEGABYTES = 3;

  private static final int SLOTS = 1 << 15;
  private static final int IDS = 11;
  private static final int STRIDE = IDS + 1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] keys = new long[SLOTS * 4];
  private final int[] values = new int[SLOTS * STRIDE];

  private long k0;
  private long k1;
  private long k2;
  private long k3;
  private int slot;

  /** Looks a word of 1 to {@value #MAX_WORD_BYTES} bytes up; appends its ids if it is known. */
  boolean get(byte[] text, int from, int to, IdArray out) {
    pack(text, from, to - from);
    int key = slot * 4;
    if (keys[key] != k0 || keys[key + 1] != k1 || keys[key + 2] != k2 || keys[key + 3] != k3) {
      return false;
    }
    int value = slot * STRIDE;
    out.addAll(values, value + 1, value + 1 + values[value]);
    return true;
  }

  /** Stores the ids of the word that was looked up last. */
  void put(int[] ids, int from, int to) {
    if (to - from > IDS) {
      return;
    }
    keys[slot * 4] = k0;
    keys[slot * 4 + 1] = k1;
    keys[slot * 4 + 2] = k2;
    keys[slot * 4 + 3] = k3;
    values[slot * STRIDE] = to - from;
    System.arraycopy(ids, from, values, slot * STRIDE + 1, to - from);
  }

  private void pack(byte[] text, int from, int length) {
    k0 = word(text, from, length);
    k1 = length > 8 ? word(text, from + 8, length - 8) : 0;
    k2 = length > 16 ? word(text, from + 16, length - 16) : 0;
    k3 = (length > 24 ? word(text, from + 24, length - 24) : 0) | (long) length << 56;
    long h = (k0 ^ Long.rotateLeft(k1, 21)) * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 32 ^ k2 ^ Long.rotateLeft(k3, 13)) * 0xC2B2AE3D27D4EB4FL;
    slot = (int) (h >>> 49);
  }

  /** The next eight bytes of a word, or as many as it has, padded with zeros. */
  private static long word(byte[] text, int from, int length) {
    if (from + 8 <= text.length) {
      long bytes = (long) LONGS.get(text, from);
      return length >= 8 ? bytes : bytes & (1L << length * 8) - 1;
    }
    long bytes = 0;
    for (int i = 0; i < Math.min(8, length); i++) {
      bytes |= (text[from + i] & 0xFFL) << i * 8;
    }
    return bytes;
  }
}
