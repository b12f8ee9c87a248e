package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The beginning of a binary file of KenLM.
 *
 * @param multiplier how many buckets a hash table has for each entry
 * @param type the data structure, in KenLM's numbers
 * @param hasWords whether the words stand at the end of the file
 * @param counts n-grams of each length
 */
record Header(float multiplier, int type, boolean hasWords, long[] counts) {

  private static final byte[] KIND =
      "mmap lm http://kheafield.com/code".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MAGIC =
      "mmap lm http://kheafield.com/code format version 5\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAGIC_ROOM = 56;
  private static final int MOST_ORDER = 32;
  private static final int ALIGNMENT = 8;

  /** Whether this is a binary file of KenLM, of whatever version. */
  static boolean isBinary(LittleEndianBytes bytes) {
    return Arrays.equals(start(bytes, KIND.length), KIND);
  }

  static Header read(ByteCursor file) {
    if (!Arrays.equals(start(file.bytes(), MAGIC.length), MAGIC)) {
      throw new InvalidModelException(
          "is not of KenLM's format version 5, or was never finished; build it with a current build_binary.");
    }
    file.skip(1, MAGIC_ROOM, "its header");
    boolean sane =
        file.nextFloat() == 0
            && file.nextFloat() == 1
            && file.nextFloat() == -0.5f
            && file.nextInt() == 1
            && file.nextInt() == -1
            && file.nextInt() == 0
            && file.nextLong() == 1;
    if (!sane) {
      throw new InvalidModelException(
          "was built on a machine of another kind; build it on one with 64 bits, little-endian.");
    }
    int order = Byte.toUnsignedInt(file.nextByte());
    file.skip(3, 1, "its header");
    float multiplier = file.nextFloat();
    int type = file.nextInt();
    boolean hasWords = file.nextBoolean();
    file.skip(3, 1, "its header");
    file.nextInt(); // version of the search
    if (order < 2 || order > MOST_ORDER || !(multiplier > 1 && multiplier < 1000)) {
      throw new InvalidModelException(
          "has the order %d and the multiplier %s, which cannot be; get an undamaged copy."
              .formatted(order, multiplier));
    }
    long[] counts = new long[order];
    for (int i = 0; i < order; i++) {
      counts[i] = file.nextLong();
      if (counts[i] <= 0 || counts[i] > file.bytes().size() * Byte.SIZE || counts[0] > 1L << 31) {
        throw new InvalidModelException(
            "has %d n-grams of length %d in %d bytes, which cannot be; get an undamaged copy."
                .formatted(counts[i], i + 1, file.bytes().size()));
      }
    }
    file.skip(Math.floorMod(-file.position(), (long) ALIGNMENT), 1, "its header");
    return new Header(multiplier, type, hasWords, counts);
  }

  int order() {
    return counts.length;
  }

  /** Length of a hash table. */
  long buckets(long entries) {
    return Math.max(entries + 1, (long) (multiplier * entries));
  }

  private static byte[] start(LittleEndianBytes bytes, int length) {
    byte[] start = new byte[(int) Math.min(length, bytes.size())];
    bytes.bytesAt(0, start);
    return start;
  }
}
