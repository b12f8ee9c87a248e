package dev.glossa.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The xxHash64 function of Yann Collet's specification. */
final class XxHash64 {

  private static final long PRIME1 = 0x9E3779B185EBCA87L;
  private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME3 = 0x165667B19E3779F9L;
  private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME5 = 0x27D4EB2F165667C5L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  /** Hash of {@code length} bytes from {@code start}. */
  static long hash(byte[] bytes, int start, int length, long seed) {
    int position = start;
    int end = start + length;
    long hash;
    if (length >= 32) {
      long lane1 = seed + PRIME1 + PRIME2;
      long lane2 = seed + PRIME2;
      long lane3 = seed;
      long lane4 = seed - PRIME1;
      for (; position <= end - 32; position += 32) {
        lane1 = round(lane1, (long) LONG.get(bytes, position));
        lane2 = round(lane2, (long) LONG.get(bytes, position + 8));
        lane3 = round(lane3, (long) LONG.get(bytes, position + 16));
        lane4 = round(lane4, (long) LONG.get(bytes, position + 24));
      }
      hash =
          Long.rotateLeft(lane1, 1)
              + Long.rotateLeft(lane2, 7)
              + Long.rotateLeft(lane3, 12)
              + Long.rotateLeft(lane4, 18);
      hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4);
    } else {
      hash = seed + PRIME5;
    }
    hash += length;
    for (; position <= end - 8; position += 8) {
      hash ^= round(0, (long) LONG.get(bytes, position));
      hash = Long.rotateLeft(hash, 27) * PRIME1 + PRIME4;
    }
    if (position <= end - 4) {
      hash ^= Integer.toUnsignedLong((int) INT.get(bytes, position)) * PRIME1;
      hash = Long.rotateLeft(hash, 23) * PRIME2 + PRIME3;
      position += 4;
    }
    for (; position < end; position++) {
      hash ^= (bytes[position] & 0xFF) * PRIME5;
      hash = Long.rotateLeft(hash, 11) * PRIME1;
    }
    hash = (hash ^ (hash >>> 33)) * PRIME2;
    hash = (hash ^ (hash >>> 29)) * PRIME3;
    return hash ^ (hash >>> 32);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME2, 31) * PRIME1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME1 + PRIME4;
  }
}
