package dev.glossa.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The ids of words that were encoded before. Its size is fixed, {@value #MEGABYTES} MB: 131,072
 * places, two for each value of the hash, of which the word that was used last stays. When the room
 * for long entries is used up, all are forgotten. Keys are the words' bytes themselves, so that a
 * hit is always right. For one thread.
 *
 * <p>A place has four longs: the key (up to 15 bytes of the word, with its length in the last
 * byte), and up to four ids with their number in the last byte. What is longer has an entry in the
 * other array: the bytes of a word of 16 bytes or more, of which the key has only a hash, and the
 * ids.
 */
final class WordCache {

  static final int MAX_WORD_BYTES = 63;
  static final int MEGABYTES = 6;

  private static final int SETS = 1 << 16;
  private static final int PLACE = 4;
  private static final int SET = 2 * PLACE;
  private static final int MAX_SHORT_BYTES = 15;
  private static final int INLINE_IDS = 4;
  private static final int MAX_IDS = 250;
  private static final int MAX_ENTRY = (MAX_WORD_BYTES + 7) / 8 + MAX_IDS / 2;
  private static final int ENTRY = 0xFF;
  private static final int MAX_FOURTH_ID = 0xFF_FFFF;
  private static final int LAST_BYTE = 56;
  private static final int USED = 0x80;
  private static final int AFTER_SPACE = 0x40;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long[] places = new long[SETS * SET];
  private final long[] entries = new long[1 << 18];
  private int entriesSize;

  private long key0;
  private long key1;
  private int set;

  /**
   * The place of a word of at most {@value #MAX_WORD_BYTES} bytes, or -1 if it is not known.
   *
   * @param afterSpace whether U+2581 stands before these bytes and belongs to the word
   */
  int find(byte[] text, int from, int length, boolean afterSpace) {
    long meta = (long) (length | USED | (afterSpace ? AFTER_SPACE : 0)) << LAST_BYTE;
    long k0;
    long k1;
    if (length < 8) {
      k0 = part(text, from, length);
      k1 = meta;
    } else if (length <= MAX_SHORT_BYTES) {
      k0 = (long) LONGS.get(text, from);
      k1 = part(text, from + 8, length - 8) | meta;
    } else {
      k0 = hash(text, from, length);
      k1 = meta;
    }
    long h = (k0 ^ Long.rotateLeft(k1, 29)) * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 32) * 0xC2B2AE3D27D4EB4FL;
    int first = (int) (h >>> 48) * SET;
    if (places[first] == k0
        && places[first + 1] == k1
        && (length <= MAX_SHORT_BYTES || isEntry(first, text, from, length))) {
      return first;
    }
    int second = first + PLACE;
    if (places[second] == k0
        && places[second + 1] == k1
        && (length <= MAX_SHORT_BYTES || isEntry(second, text, from, length))) {
      swap(first);
      return first;
    }
    key0 = k0;
    key1 = k1;
    set = first;
    return -1;
  }

  /** Appends the ids of the word at a place. */
  void append(int place, IdArray out) {
    long first = places[place + 2];
    long last = places[place + 3];
    int count = (int) (last >>> LAST_BYTE);
    if (count == ENTRY) {
      appendEntry((int) first, (int) last, out);
      return;
    }
    // All four, so that nothing depends on their number.
    out.reserve(INLINE_IDS);
    int[] ids = out.ids;
    int size = out.size;
    ids[size] = (int) first;
    ids[size + 1] = (int) (first >>> 32);
    ids[size + 2] = (int) last;
    ids[size + 3] = (int) (last >>> 32) & MAX_FOURTH_ID;
    out.size = size + count;
  }

  private void appendEntry(int at, int count, IdArray out) {
    out.reserve(count + 1);
    int[] ids = out.ids;
    for (int i = 0; i < count; i += 2) {
      long pair = entries[at + (i >> 1)];
      ids[out.size + i] = (int) pair;
      ids[out.size + i + 1] = (int) (pair >>> 32);
    }
    out.size += count;
  }

  /** Stores the ids of the word that was looked up last, which was not known. */
  void put(byte[] text, int from, int length, int[] ids, int count) {
    if (count > MAX_IDS) {
      return;
    }
    if (entriesSize + MAX_ENTRY > entries.length) {
      Arrays.fill(places, 0);
      entriesSize = 0;
    }
    System.arraycopy(places, set, places, set + PLACE, PLACE);
    places[set] = key0;
    places[set + 1] = key1;
    if (length <= MAX_SHORT_BYTES
        && (count < INLINE_IDS || count == INLINE_IDS && ids[3] >>> 24 == 0)) {
      places[set + 2] = pair(ids, 0, count);
      places[set + 3] = pair(ids, 2, count) | (long) count << LAST_BYTE;
    } else {
      putEntry(text, from, length, ids, count);
    }
  }

  private void putEntry(byte[] text, int from, int length, int[] ids, int count) {
    long entry = entriesSize;
    if (length > MAX_SHORT_BYTES) {
      for (int done = 0; done < length; done += 8) {
        entries[entriesSize++] = part(text, from + done, length - done);
      }
    }
    places[set + 2] = entry << 32 | entriesSize;
    places[set + 3] = (long) ENTRY << LAST_BYTE | count;
    for (int i = 0; i < count; i += 2) {
      entries[entriesSize++] = pair(ids, i, count);
    }
  }

  private static long pair(int[] ids, int at, int count) {
    long first = at < count ? ids[at] & 0xFFFF_FFFFL : 0;
    return at + 1 < count ? first | (long) ids[at + 1] << 32 : first;
  }

  private boolean isEntry(int place, byte[] text, int from, int length) {
    int at = (int) (places[place + 2] >>> 32);
    for (int done = 0; done < length; done += 8) {
      if (entries[at++] != part(text, from + done, length - done)) {
        return false;
      }
    }
    return true;
  }

  private void swap(int first) {
    for (int i = first; i < first + PLACE; i++) {
      long moved = places[i];
      places[i] = places[i + PLACE];
      places[i + PLACE] = moved;
    }
  }

  private static long hash(byte[] text, int from, int length) {
    long h = length;
    for (int done = 0; done < length; done += 8) {
      h = (Long.rotateLeft(h, 23) ^ part(text, from + done, length - done)) * 0x9E3779B97F4A7C15L;
    }
    return h ^ h >>> 29;
  }

  /** The next eight bytes of a word, or as many as it has, padded with zeros. */
  private static long part(byte[] text, int from, int length) {
    if (length >= 8) {
      return (long) LONGS.get(text, from);
    }
    if (from + 8 <= text.length) {
      return (long) LONGS.get(text, from) & (1L << length * 8) - 1;
    }
    long bytes = 0;
    for (int i = 0; i < length; i++) {
      bytes |= (text[from + i] & 0xFFL) << i * 8;
    }
    return bytes;
  }
}
