package dev.glossa.language.fasttext;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * From a line of text to its features, the rows of the input matrix: its words, their n-grams of
 * characters, and the n-grams of words. As fastText's {@code Dictionary::getLine}.
 */
final class Dictionary {

  private static final byte[] LABEL = "__label__".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END_OF_LINE = "</s>".getBytes(StandardCharsets.UTF_8);
  private static final int WORD_HASH_FACTOR = 116_049_371;
  private static final int NOT_PRUNED = -1;

  private final Arguments arguments;
  private final Words words;

  /** Rows of the buckets that were left by quantization; null: every bucket has its own. */
  private final Int2IntOpenHashMap keptBuckets;

  private Dictionary(Arguments arguments, Words words, Int2IntOpenHashMap keptBuckets) {
    this.arguments = arguments;
    this.words = words;
    this.keptBuckets = keptBuckets;
  }

  static Dictionary read(ByteCursor file, Arguments arguments) {
    int size = file.nextInt();
    int wordCount = file.nextInt();
    int labelCount = file.nextInt();
    file.nextLong(); // tokens
    long pruned = file.nextLong();
    if (wordCount < 0 || labelCount <= 0 || size != (long) wordCount + labelCount) {
      throw new InvalidModelException(
          "has a dictionary of %d entries, %d words and %d labels, which cannot be; get an undamaged copy."
              .formatted(size, wordCount, labelCount));
    }
    Words words = Words.read(file, size, wordCount);
    return new Dictionary(
        arguments, words, pruned == NOT_PRUNED ? null : keptBuckets(file, pruned));
  }

  private static Int2IntOpenHashMap keptBuckets(ByteCursor file, long count) {
    long at = file.skip(count, 2L * Integer.BYTES, "the kept buckets");
    Int2IntOpenHashMap kept = new Int2IntOpenHashMap();
    kept.defaultReturnValue(-1);
    for (long i = 0; i < count; i++, at += 2L * Integer.BYTES) {
      kept.put(file.bytes().intAt(at), file.bytes().intAt(at + Integer.BYTES));
    }
    return kept;
  }

  Words words() {
    return words;
  }

  boolean isPruned() {
    return keptBuckets != null;
  }

  /** Throws unless every feature has a row. */
  void check(long rows) {
    long needed = words.words();
    if (keptBuckets == null) {
      needed += arguments.hashes() ? arguments.bucket() : 0;
    } else {
      for (int row : keptBuckets.values()) {
        if (row < 0) {
          throw new InvalidModelException(
              "has a bucket with the row %d; get an undamaged copy.".formatted(row));
        }
        needed = Math.max(needed, words.words() + row + 1L);
      }
    }
    if (needed > rows) {
      throw new InvalidModelException(
          "needs %d rows in its input matrix, which has %d; get an undamaged copy."
              .formatted(needed, rows));
    }
  }

  /** The features of a text up to its first end of line; without one, the end is one. */
  IntArrayList features(byte[] text) {
    IntArrayList features = new IntArrayList(Math.max(16, 3 * text.length));
    IntArrayList hashes = new IntArrayList();
    int position = 0;
    boolean more = true;
    while (more) {
      while (position < text.length && text[position] != '\n' && isSpace(text[position])) {
        position++;
      }
      int start = position;
      while (position < text.length && !isSpace(text[position])) {
        position++;
      }
      if (position > start) {
        more = !isEndOfLine(text, start, position);
        addToken(text, start, position, features, hashes);
      } else {
        addToken(END_OF_LINE, 0, END_OF_LINE.length, features, hashes);
        more = false;
      }
    }
    addWordNgrams(features, hashes);
    return features;
  }

  private void addToken(
      byte[] text, int start, int end, IntArrayList features, IntArrayList hashes) {
    int id = words.id(text, start, end);
    if (id >= words.words() || (id < 0 && isLabel(text, start, end))) {
      return;
    }
    if (id >= 0) {
      features.add(id);
    }
    if (arguments.maxn() > 0 && !isEndOfLine(text, start, end)) {
      addCharacterNgrams(text, start, end, features);
    }
    if (arguments.wordNgrams() > 1) {
      hashes.add(Words.hash(text, start, end));
    }
  }

  /** N-grams of {@code <word>}, in characters of UTF-8. */
  private void addCharacterNgrams(byte[] text, int start, int end, IntArrayList features) {
    for (int first = start - 1; first <= end; first++) {
      if (isContinuation(at(text, start, end, first))) {
        continue;
      }
      int hash = Words.HASH_START;
      int next = first;
      for (int length = 1; next <= end && length <= arguments.maxn(); length++) {
        do {
          hash = Words.hash(hash, at(text, start, end, next++));
        } while (next <= end && isContinuation(at(text, start, end, next)));
        boolean bracket = length == 1 && (first == start - 1 || next > end);
        if (length >= arguments.minn() && !bracket) {
          addBucket(Integer.remainderUnsigned(hash, arguments.bucket()), features);
        }
      }
    }
  }

  private static byte at(byte[] text, int start, int end, int position) {
    if (position < start) {
      return '<';
    }
    return position < end ? text[position] : (byte) '>';
  }

  private void addWordNgrams(IntArrayList features, IntArrayList hashes) {
    for (int i = 0; i < hashes.size(); i++) {
      long hash = hashes.getInt(i);
      for (int j = i + 1; j < hashes.size() && j < i + arguments.wordNgrams(); j++) {
        hash = hash * WORD_HASH_FACTOR + hashes.getInt(j);
        addBucket((int) Long.remainderUnsigned(hash, arguments.bucket()), features);
      }
    }
  }

  private void addBucket(int bucket, IntArrayList features) {
    int row = keptBuckets == null ? bucket : keptBuckets.get(bucket);
    if (row >= 0) {
      features.add(words.words() + row);
    }
  }

  private static boolean isLabel(byte[] text, int start, int end) {
    int prefix = Math.min(end, start + LABEL.length);
    return Arrays.equals(text, start, prefix, LABEL, 0, LABEL.length);
  }

  private static boolean isEndOfLine(byte[] text, int start, int end) {
    return Arrays.equals(text, start, end, END_OF_LINE, 0, END_OF_LINE.length);
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r') || b == 0;
  }
}
