package dev.glossa.dedup;

import java.nio.charset.StandardCharsets;

/** A 64-bit hash that stands for a string: xxh64 of its UTF-8 bytes with seed 0. */
public final class StringHash {

  private StringHash() {}

  /** The hash of a string. */
  public static long of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return XxHash64.hash(bytes, 0, bytes.length, 0);
  }
}
