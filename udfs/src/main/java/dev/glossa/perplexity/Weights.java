package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;

/** How a trie holds probabilities and backoffs. */
sealed interface Weights {

  /** Bits of probability and backoff. */
  int middleBits();

  /** Bits of a probability alone. */
  int longestBits();

  /** Sets both of an n-gram of this length. */
  void middle(int length, Bits bits, long at, Node node);

  /** The probability of a longest n-gram. */
  float longest(Bits bits, long at);

  /** Floats; the probability's sign is not stored. */
  record Exact() implements Weights {

    private static final int PROBABILITY = 31;
    private static final int BACKOFF = 32;
    private static final int SIGN = 0x8000_0000;

    @Override
    public int middleBits() {
      return PROBABILITY + BACKOFF;
    }

    @Override
    public int longestBits() {
      return PROBABILITY;
    }

    @Override
    public void middle(int length, Bits bits, long at, Node node) {
      node.probability = longest(bits, at);
      node.backoff = Float.intBitsToFloat((int) bits.at(at + PROBABILITY, BACKOFF));
    }

    @Override
    public float longest(Bits bits, long at) {
      return Float.intBitsToFloat((int) bits.at(at, PROBABILITY) | SIGN);
    }
  }

  /**
   * Numbers of values in tables, one of probabilities and one of backoffs for each length.
   *
   * @param probabilities by length, from 2 on
   * @param backoffs likewise, but for the longest
   */
  record Quantized(
      int probabilityBits, int backoffBits, float[][] probabilities, float[][] backoffs)
      implements Weights {

    private static final int MOST_BITS = 25;

    static Quantized read(ByteCursor file, int order) {
      int version = file.nextByte();
      int probabilityBits = file.nextByte();
      int backoffBits = file.nextByte();
      file.skip(5, 1, "the quantizer");
      if (version != 2
          || probabilityBits < 1
          || probabilityBits > MOST_BITS
          || backoffBits < 1
          || backoffBits > MOST_BITS) {
        throw new InvalidModelException(
            "has a quantizer of version %d with %d and %d bits, which cannot be read; get an undamaged copy."
                .formatted(version, probabilityBits, backoffBits));
      }
      float[][] probabilities = new float[order - 1][];
      float[][] backoffs = new float[order - 2][];
      for (int i = 0; i < order - 1; i++) {
        probabilities[i] = file.nextFloats(1L << probabilityBits, "the quantizer");
        if (i < backoffs.length) {
          backoffs[i] = file.nextFloats(1L << backoffBits, "the quantizer");
        }
      }
      return new Quantized(probabilityBits, backoffBits, probabilities, backoffs);
    }

    @Override
    public int middleBits() {
      return probabilityBits + backoffBits;
    }

    @Override
    public int longestBits() {
      return probabilityBits;
    }

    @Override
    public void middle(int length, Bits bits, long at, Node node) {
      node.backoff = backoffs[length - 2][(int) bits.at(at, backoffBits)];
      node.probability =
          probabilities[length - 2][(int) bits.at(at + backoffBits, probabilityBits)];
    }

    @Override
    public float longest(Bits bits, long at) {
      return probabilities[probabilities.length - 1][(int) bits.at(at, probabilityBits)];
    }
  }
}
