package dev.glossa.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The ids of words that were encoded before. Its size is fixed, {@value #MEGABYTES} MB: 262,144
 * places in sets of two. A word belongs into the set that its hash names, or another one where that
 * is full; where both are, it takes the place of the word that was used longer ago. When the room
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
  static final int MEGABYTES = 10;

  private static final int SET_BITS = 17;
  private static final int SETS = 1 << SET_BITS;
  private static final int PLACE = 4;
  private static final int SET = 2 * PLACE;

  /** Past the array's header of 16 bytes, sets then begin with a line of the processor's cache. */
  private static final int ALIGNMENT = 6;

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

  private final long[] places = new long[SETS * SET + ALIGNMENT];
  private final long[] entries = new long[1 << 18];
  private int entriesSize;

  private long key0;
  private long key1;

  /**
   * What the key of a word of at most {@value #MAX_SHORT_BYTES} bytes has in its second half,
   * beside the bytes from the ninth on.
   *
   * @param afterSpace whether U+2581 stands before these bytes and belongs to the word
   */
  static long shortKey(int length, boolean afterSpace) {
    return (long) (length | USED | (afterSpace ? AFTER_SPACE : 0)) << LAST_BYTE;
  }

  /** The place of a word of at most {@value #MAX_SHORT_BYTES} bytes, or -1 if it is not known. */
  int find(long k0, long k1) {
    long hash = hash(k0, k1);
    int first = firstSet(hash);
    if (places[first] == k0 && places[first + 1] == k1) {
      return first;
    }
    int next = first + PLACE;
    if (places[next] == k0 && places[next + 1] == k1) {
      swap(first);
      return first;
    }
    int second = secondSet(hash);
    for (int place = second; place < second + SET; place += PLACE) {
      if (places[place] == k0 && places[place + 1] == k1) {
        return place;
      }
    }
    key0 = k0;
    key1 = k1;
    return -1;
  }

  /**
   * The place of a word of at most {@value #MAX_WORD_BYTES} bytes, or -1 if it is not known.
   *
   * @param afterSpace whether U+2581 stands before these bytes and belongs to the word
   */
  int find(byte[] text, int from, int length, boolean afterSpace) {
    long k1 = shortKey(length, afterSpace);
    if (length <= MAX_SHORT_BYTES) {
      return length < 8
          ? find(part(text, from, length), k1)
          : find(part(text, from, 8), k1 | part(text, from + 8, length - 8));
    }
    long k0 = hash(text, from, length);
    int place = find(k0, k1);
    if (place < 0 || isEntry(place, text, from, length)) {
      return place;
    }
    key0 = k0;
    key1 = k1;
    return -1;
  }

  private static long hash(long k0, long k1) {
    return (k0 ^ Long.rotateLeft(k1, 29)) * 0x9E3779B97F4A7C15L;
  }

  private static int firstSet(long hash) {
    return (int) (hash >>> 64 - SET_BITS) * SET + ALIGNMENT;
  }

  private static int secondSet(long hash) {
    return ((int) (hash >>> 63 - 2 * SET_BITS) & SETS - 1) * SET + ALIGNMENT;
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

  /** Stores the ids from {@code start} on for the word that was looked up last and not known. */
  void put(byte[] text, int from, int length, IdArray ids, int start) {
    int count = ids.size - start;
    if (count > MAX_IDS) {
      return;
    }
    if (entriesSize + MAX_ENTRY > entries.length) {
      Arrays.fill(places, 0);
      entriesSize = 0;
    }
    int place = placeForNew();
    places[place] = key0;
    places[place + 1] = key1;
    if (length <= MAX_SHORT_BYTES
        && (count < INLINE_IDS || count == INLINE_IDS && ids.ids[start + 3] >>> 24 == 0)) {
      places[place + 2] = pair(ids, start);
      places[place + 3] = pair(ids, start + 2) | (long) count << LAST_BYTE;
    } else {
      putEntry(place, text, from, length, ids, start);
    }
  }

  /** A free place, or else that of the word of the first set that was used longer ago. */
  private int placeForNew() {
    long hash = hash(key0, key1);
    int first = firstSet(hash);
    int second = secondSet(hash);
    if (places[first + PLACE + 1] != 0) {
      if (places[second + 1] == 0) {
        return second;
      }
      if (places[second + PLACE + 1] == 0) {
        return second + PLACE;
      }
    }
    System.arraycopy(places, first, places, first + PLACE, PLACE);
    return first;
  }

  private void putEntry(int place, byte[] text, int from, int length, IdArray ids, int start) {
    long entry = entriesSize;
    if (length > MAX_SHORT_BYTES) {
      for (int done = 0; done < length; done += 8) {
        entries[entriesSize++] = part(text, from + done, length - done);
      }
    }
    places[place + 2] = entry << 32 | entriesSize;
    places[place + 3] = (long) ENTRY << LAST_BYTE | ids.size - start;
    for (int i = start; i < ids.size; i += 2) {
      entries[entriesSize++] = pair(ids, i);
    }
  }

  /** Two ids, or as many as there are. */
  private static long pair(IdArray ids, int at) {
    long first = at < ids.size ? ids.ids[at] & 0xFFFF_FFFFL : 0;
    return at + 1 < ids.size ? first | (long) ids.ids[at + 1] << 32 : first;
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
