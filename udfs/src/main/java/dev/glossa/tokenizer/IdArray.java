package dev.glossa.tokenizer;

import java.util.Arrays;

/** An array of ids that grows. */
final class IdArray {

  int[] ids = new int[64];
  int size;

  void clear() {
    size = 0;
  }

  void add(int id) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
  }

  void addAll(int[] source, int from, int to) {
    int count = to - from;
    if (ids.length - size < count) {
      ids = Arrays.copyOf(ids, Math.max(size + count, size * 2));
    }
    System.arraycopy(source, from, ids, size, count);
    size += count;
  }

  int[] toArray() {
    return Arrays.copyOf(ids, size);
  }
}
