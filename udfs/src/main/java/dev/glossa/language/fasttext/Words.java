package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The strings of a dictionary, words first, then labels, and the way from a string to its id. */
final class Words {

  /** FNV-1a's start and factor, 32 bits. */
  static final int HASH_START = 0x811C9DC5;

  private static final int HASH_FACTOR = 16_777_619;
  private static final int SHORTEST_ENTRY = 1 + Long.BYTES + 1;

  private final int words;
  private final byte[] bytes;
  private final int[] starts;
  private final long[] labelCounts;

  /** Open addressing by hash; −1 is free. */
  private final int[] slots;

  private Words(int words, byte[] bytes, int[] starts, long[] labelCounts) {
    this.words = words;
    this.bytes = bytes;
    this.starts = starts;
    this.labelCounts = labelCounts;
    int size = starts.length - 1;
    this.slots = new int[Integer.highestOneBit(Math.max(4, size)) << 2];
    Arrays.fill(slots, -1);
    for (int id = 0; id < size; id++) {
      // As in fastText, the later of two equal strings is found.
      slots[slot(bytes, starts[id], starts[id + 1])] = id;
    }
  }

  static Words read(ByteCursor file, int size, int words) {
    if (size < 0 || size > (file.bytes().size() - file.position()) / SHORTEST_ENTRY) {
      throw new InvalidModelException(
          "ends before its dictionary of %d entries does; get a whole copy.".formatted(size));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] starts = new int[size + 1];
    long[] labelCounts = new long[size - words];
    for (int id = 0; id < size; id++) {
      for (byte b = file.nextByte(); b != 0; b = file.nextByte()) {
        bytes.write(b);
      }
      starts[id + 1] = bytes.size();
      long count = file.nextLong();
      boolean label = file.nextBoolean();
      if (label != id >= words) {
        throw new InvalidModelException(
            "has words and labels mixed at entry %d of its dictionary; get an undamaged copy."
                .formatted(id));
      }
      if (label) {
        labelCounts[id - words] = count;
      }
    }
    return new Words(words, bytes.toByteArray(), starts, labelCounts);
  }

  static int hash(int hash, byte b) {
    return (hash ^ b) * HASH_FACTOR;
  }

  static int hash(byte[] text, int start, int end) {
    int hash = HASH_START;
    for (int i = start; i < end; i++) {
      hash = hash(hash, text[i]);
    }
    return hash;
  }

  /** Number of words; greater ids are labels. */
  int words() {
    return words;
  }

  /** How often each label was seen in training. */
  long[] labelCounts() {
    return labelCounts.clone();
  }

  String label(int index) {
    int id = words + index;
    return new String(bytes, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
  }

  /** The id of a string, −1 for a strange one. */
  int id(byte[] text, int start, int end) {
    return slots[slot(text, start, end)];
  }

  private int slot(byte[] text, int start, int end) {
    int hash = hash(text, start, end);
    int slot = (hash ^ hash >>> 15) & (slots.length - 1);
    while (slots[slot] >= 0 && !isEqual(slots[slot], text, start, end)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private boolean isEqual(int id, byte[] text, int start, int end) {
    return Arrays.equals(bytes, starts[id], starts[id + 1], text, start, end);
  }
}
