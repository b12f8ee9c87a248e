package dev.glossa.tokenizer;

import java.util.Arrays;

/**
 * Well-formed UTF-8 on its way from the text as given to tokens. On demand it knows for each of its
 * bytes which bytes of the text as given it came from.
 */
final class OriginText {

  private byte[] bytes;
  private int size;
  private int[] starts;
  private int[] ends;
  private final int first;

  private OriginText(byte[] bytes, int size, int[] starts, int[] ends, int first) {
    this.bytes = bytes;
    this.size = size;
    this.starts = starts;
    this.ends = ends;
    this.first = first;
  }

  /** A text as given, {@code utf8[from, to)}, with no knowledge of origins. */
  static OriginText untracked(byte[] utf8, int from, int to) {
    return new OriginText(utf8, to, null, null, from);
  }

  /** A text as given, with the origin of its bytes: the character that they are part of. */
  static OriginText tracked(byte[] utf8) {
    int[] starts = new int[utf8.length];
    int[] ends = new int[utf8.length];
    for (int at = 0; at < utf8.length; ) {
      int end = at + (Utf8.decode(utf8, at, utf8.length) & 7);
      Arrays.fill(starts, at, end, at);
      Arrays.fill(ends, at, end, end);
      at = end;
    }
    return new OriginText(utf8, utf8.length, starts, ends, 0);
  }

  /** An empty text to append to, for a change of this one from {@code from} on. */
  OriginText derived(int from) {
    int[] none = starts == null ? null : new int[64];
    return new OriginText(
        new byte[64], 0, none, none == null ? null : new int[64], isFirst(from) ? 0 : -1);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Whether a place is where the text as given starts. */
  boolean isFirst(int place) {
    return place == first;
  }

  boolean isTracked() {
    return starts != null;
  }

  /** Where {@code [from, to)} starts in the text as given. */
  int originStart(int from) {
    return starts[from];
  }

  /** Where {@code [from, to)} ends in the text as given. */
  int originEnd(int to) {
    return ends[to - 1];
  }

  void append(OriginText source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source.bytes, from, bytes, size, to - from);
    if (starts != null) {
      System.arraycopy(source.starts, from, starts, size, to - from);
      System.arraycopy(source.ends, from, ends, size, to - from);
    }
    size += to - from;
  }

  /** Appends what stands for the byte of another text at {@code place}. */
  void append(byte[] replacement, OriginText source, int place) {
    append(replacement, 0, replacement.length, source, place);
  }

  void append(byte[] replacement, int from, int to, OriginText source, int place) {
    reserve(to - from);
    System.arraycopy(replacement, from, bytes, size, to - from);
    if (starts != null) {
      Arrays.fill(starts, size, size + to - from, place < 0 ? 0 : source.starts[place]);
      Arrays.fill(ends, size, size + to - from, place < 0 ? 0 : source.ends[place]);
    }
    size += to - from;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      int grown = Math.max(size + more, size * 2);
      bytes = Arrays.copyOf(bytes, grown);
      if (starts != null) {
        starts = Arrays.copyOf(starts, grown);
        ends = Arrays.copyOf(ends, grown);
      }
    }
  }
}
