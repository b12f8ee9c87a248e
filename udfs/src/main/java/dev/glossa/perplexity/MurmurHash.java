package dev.glossa.perplexity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash64A with seed 0, by which KenLM knows words. */
final class MurmurHash {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FACTOR = 0xc6a4a7935bd1e995L;
  private static final int ROTATION = 47;

  private MurmurHash() {}

  static long hash(byte[] bytes, int start, int end) {
    int length = end - start;
    long hash = length * FACTOR;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long block = (long) LONG.get(bytes, at) * FACTOR;
      block = (block ^ block >>> ROTATION) * FACTOR;
      hash = (hash ^ block) * FACTOR;
    }
    if (at < end) {
      for (int i = end - 1; i >= at; i--) {
        hash ^= (bytes[i] & 0xFFL) << 8 * (i - at);
      }
      hash *= FACTOR;
    }
    hash = (hash ^ hash >>> ROTATION) * FACTOR;
    return hash ^ hash >>> ROTATION;
  }
}
