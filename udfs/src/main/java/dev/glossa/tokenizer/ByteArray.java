package dev.glossa.tokenizer;

import java.util.Arrays;

/** A byte array that grows. */
final class ByteArray {

  byte[] bytes = new byte[256];
  int size;

  void clear() {
    size = 0;
  }

  void add(byte b) {
    reserve(1);
    bytes[size++] = b;
  }

  void add(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  void addCodePoint(int codePoint) {
    reserve(4);
    size = Utf8.put(bytes, size, codePoint);
  }

  void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }

  boolean endsWith(byte[] suffix) {
    return size >= suffix.length
        && Arrays.equals(bytes, size - suffix.length, size, suffix, 0, suffix.length);
  }
}
