package dev.glossa.tokenizer;

import java.util.Arrays;

/** An array of ids that grows. */
final class IdArray {

  private static final int MAX_IDLE = 1 << 18;

  int[] ids = new int[64];
  int size;

  void clear() {
    size = 0;
  }

  void add(int id) {
    reserve(1);
    ids[size++] = id;
  }

  void reserve(int more) {
    if (ids.length - size < more) {
      ids = Arrays.copyOf(ids, Math.max(size + more, size * 2));
    }
  }

  /** Gives back the memory that a long text took. */
  void trim() {
    if (ids.length > MAX_IDLE) {
      ids = new int[64];
    }
  }

  int[] toArray() {
    return Arrays.copyOf(ids, size);
  }
}
