package dev.glossa.tokenizer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Counts words in UTF-8: open addressing over one array of all their bytes, so that a word costs
 * its length and some 24 bytes. Counts are 64-bit.
 */
public final class WordCounts implements WordSink {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final int EMPTY = -1;

  private byte[] bytes = new byte[1 << 12];
  private int[] starts = new int[1 << 9];
  private int[] hashes = new int[1 << 9];
  private long[] counts = new long[1 << 9];
  private int[] table = new int[1 << 10];
  private int size;

  /** No words yet. */
  public WordCounts() {
    Arrays.fill(table, EMPTY);
  }

  /**
   * Adds to the count of a word.
   *
   * @throws ArithmeticException if its count does not fit in 64 bits
   */
  @Override
  public void add(byte[] word, int from, int to, long count) {
    int hash = hash(word, from, to);
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != EMPTY) {
      int other = table[at];
      if (hashes[other] == hash
          && Arrays.equals(bytes, starts[other], starts[other + 1], word, from, to)) {
        counts[other] = Math.addExact(counts[other], count);
        return;
      }
      at = (at + 1) & mask;
    }
    table[at] = size;
    append(word, from, to, hash, count);
    if (size * 2L > table.length) {
      grow();
    }
  }

  private void append(byte[] word, int from, int to, int hash, long count) {
    int start = starts[size];
    int length = to - from;
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, Math.addExact(start, Math.max(length, start >> 1)));
    }
    if (size + 2 > starts.length) {
      int capacity = size + (size >> 1) + 2;
      starts = Arrays.copyOf(starts, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    System.arraycopy(word, from, bytes, start, length);
    hashes[size] = hash;
    counts[size++] = count;
    starts[size] = start + length;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, EMPTY);
    int mask = table.length - 1;
    for (int word = 0; word < size; word++) {
      int at = hashes[word] & mask;
      while (table[at] != EMPTY) {
        at = (at + 1) & mask;
      }
      table[at] = word;
    }
  }

  /** How many different words there are. */
  public int size() {
    return size;
  }

  /** The bytes of memory that the words need, about. */
  public long memory() {
    return starts[size] + 24L * size;
  }

  /** Hands on every word once, in the order in which they came. */
  public void forEach(WordSink words) {
    for (int word = 0; word < size; word++) {
      words.add(bytes, starts[word], starts[word + 1], counts[word]);
    }
  }

  /** A number from 0 to {@code parts - 1} that depends on the word alone. */
  public static int part(byte[] word, int from, int to, int parts) {
    return (int) ((hash(word, from, to) * 0x85EB_CA6BL >>> 8 & 0xFFFF_FFFFL) * parts >>> 32);
  }

  private static int hash(byte[] word, int from, int to) {
    long h = to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      h = (h ^ (long) LONGS.get(word, at)) * FACTOR;
      h ^= h >>> 32;
    }
    for (; at < to; at++) {
      h = (h ^ word[at]) * FACTOR;
    }
    h ^= h >>> 29;
    h *= FACTOR;
    return (int) (h >>> 32);
  }
}
