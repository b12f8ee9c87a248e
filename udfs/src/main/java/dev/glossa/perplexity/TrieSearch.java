package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;

/**
 * N-grams as a trie from their last word to their first: sorted, packed by bits, each with the
 * range of its longer ones.
 */
final class TrieSearch implements Search {

  private static final int UNIGRAM = 2 * Float.BYTES + Long.BYTES;

  private final LittleEndianBytes bytes;
  private final Weights weights;
  private final long[] counts;
  private final int wordBits;
  private final long unigrams;

  /** Packed entries of the n-grams of 2 and more words. */
  private final Bits[] entries;

  /** Of all but the longest. */
  private final Pointers[] pointers;

  private TrieSearch(
      ByteCursor file, Header header, Weights weights, boolean compressed, int pointerBits) {
    this.bytes = file.bytes();
    this.weights = weights;
    this.counts = header.counts();
    this.wordBits = Bits.required(counts[0]);
    this.unigrams = file.skip(counts[0] + 2, UNIGRAM, "the unigrams");
    int order = header.order();
    this.entries = new Bits[order - 1];
    this.pointers = new Pointers[order - 2];
    for (int i = 0; i < order - 1; i++) {
      int bits = wordBits + weights.longestBits();
      if (i < pointers.length) {
        pointers[i] =
            compressed
                ? Pointers.compressed(file, counts[i + 1], counts[i + 2], pointerBits)
                : Pointers.whole(counts[i + 2]);
        bits = middleBits(i);
      }
      long size = Bits.size(counts[i + 1], bits);
      entries[i] = new Bits(bytes, file.skip(size, 1, "the %d-grams".formatted(i + 2)));
    }
  }

  static TrieSearch read(ByteCursor file, Header header) {
    return new TrieSearch(file, header, new Weights.Exact(), false, 0);
  }

  static TrieSearch readQuantized(ByteCursor file, Header header) {
    return new TrieSearch(file, header, Weights.Quantized.read(file, header.order()), false, 0);
  }

  static TrieSearch readCompressed(ByteCursor file, Header header, boolean quantized) {
    Weights weights =
        quantized ? Weights.Quantized.read(file, header.order()) : new Weights.Exact();
    return new TrieSearch(file, header, weights, true, requestedBits(file, header));
  }

  /** The bits that building was allowed to leave out stand in the first array's header. */
  private static int requestedBits(ByteCursor file, Header header) {
    if (header.order() == 2) {
      return 0;
    }
    long array = file.position() + (header.counts()[0] + 2) * UNIGRAM;
    long at = (array + 7) / 8 * 8;
    if (at + 1 >= file.bytes().size()) {
      throw new InvalidModelException("ends before its arrays of offsets; get a whole copy.");
    }
    return Byte.toUnsignedInt(file.bytes().byteAt(at + 1));
  }

  private int middleBits(int table) {
    return wordBits + weights.middleBits() + pointers[table].inlineBits();
  }

  @Override
  public int order() {
    return counts.length;
  }

  @Override
  public void unigram(int word, Node node) {
    long at = unigrams + (long) word * UNIGRAM;
    node.probability = bytes.floatAt(at);
    node.backoff = bytes.floatAt(at + Float.BYTES);
    node.begin = bytes.longAt(at + 2 * Float.BYTES);
    node.end = bytes.longAt(at + UNIGRAM + 2 * Float.BYTES);
    node.last = node.begin == node.end;
  }

  @Override
  public boolean middle(int length, int word, Node node) {
    int table = length - 2;
    int entryBits = middleBits(table);
    long entry = find(table, entryBits, word, node);
    if (entry < 0) {
      return false;
    }
    long at = entry * entryBits + wordBits;
    weights.middle(length, entries[table], at, node);
    pointers[table].read(entries[table], at + weights.middleBits(), entry, entryBits, node);
    node.last = node.begin == node.end;
    return true;
  }

  @Override
  public boolean longest(int word, Node node) {
    int table = entries.length - 1;
    int entryBits = wordBits + weights.longestBits();
    long entry = find(table, entryBits, word, node);
    if (entry < 0) {
      return false;
    }
    node.probability = weights.longest(entries[table], entry * entryBits + wordBits);
    return true;
  }

  /** The entry of the word in the node's range, −1 if there is none. */
  private long find(int table, int entryBits, int word, Node node) {
    if (node.begin < 0 || node.begin > node.end || node.end > counts[table + 1]) {
      throw new InvalidModelException(
          "has the range %d to %d among %d n-grams of length %d; get an undamaged copy."
              .formatted(node.begin, node.end, counts[table + 1], table + 2));
    }
    long low = node.begin;
    long high = node.end - 1;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      long found = entries[table].at(middle * entryBits, wordBits);
      if (found == word) {
        return middle;
      }
      if (found < word) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
