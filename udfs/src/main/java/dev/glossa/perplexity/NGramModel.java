package dev.glossa.perplexity;

import dev.glossa.binary.ByteCursor;
import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An n-gram language model with backoff: KenLM's binary files (probing, trie, quantized and
 * array-compressed tries), which stay where they are, and ARPA files, which are loaded. Scores are
 * KenLM's to the last bit. Immutable, shared by all threads.
 *
 * @see <a href="https://kheafield.com/code/kenlm/">KenLM (Heafield 2011), the reference</a>
 */
public final class NGramModel {

  private static final String[] TYPES = {
    "probing", "rest probing", "trie", "quantized trie", "array trie", "quantized array trie"
  };

  private final Vocabulary vocabulary;
  private final Search search;
  private final int begin;
  private final int end;

  NGramModel(Vocabulary vocabulary, Search search) {
    this.vocabulary = vocabulary;
    this.search = search;
    this.begin = number("<s>");
    this.end = number("</s>");
    if (begin == Vocabulary.UNKNOWN || end == Vocabulary.UNKNOWN) {
      throw new InvalidModelException("has no <s> or no </s>; train it with both.");
    }
  }

  /** Whether these bytes are a binary file of KenLM, so that they can be read without copying. */
  public static boolean isBinary(LittleEndianBytes bytes) {
    return Header.isBinary(bytes);
  }

  /**
   * Reads a binary file; the bytes are used as long as the model is.
   *
   * @throws InvalidModelException if they are no such file, or damaged
   */
  public static NGramModel read(LittleEndianBytes bytes) {
    ByteCursor file = new ByteCursor(bytes);
    Header header = Header.read(file);
    boolean probing = header.type() == 0;
    if (header.type() < 0 || header.type() >= TYPES.length || header.type() == 1) {
      throw new InvalidModelException(
          "is of the kind %s, which cannot be read; build it with build_binary probing or trie."
              .formatted(header.type() == 1 ? TYPES[1] : Integer.toString(header.type())));
    }
    Vocabulary vocabulary =
        probing ? ProbingVocabulary.read(file, header) : SortedVocabulary.read(file, header);
    Search search =
        switch (header.type()) {
          case 0 -> new ProbingSearch(file, header);
          case 2 -> TrieSearch.read(file, header);
          case 3 -> TrieSearch.readQuantized(file, header);
          default -> TrieSearch.readCompressed(file, header, header.type() == 5);
        };
    if (header.hasWords()) {
      checkWords(file, vocabulary.words());
    }
    return new NGramModel(vocabulary, search);
  }

  /** The words themselves are not needed, but all there only in a whole file. */
  private static void checkWords(ByteCursor file, long words) {
    byte[] buffer = new byte[1 << 16];
    LittleEndianBytes bytes = file.bytes();
    long found = 0;
    while (file.position() < bytes.size()) {
      int length = (int) Math.min(buffer.length, bytes.size() - file.position());
      byte[] chunk = length == buffer.length ? buffer : new byte[length];
      bytes.bytesAt(file.skip(length, 1, "its words"), chunk);
      for (byte b : chunk) {
        found += b == 0 ? 1 : 0;
      }
    }
    if (found < words) {
      throw new InvalidModelException(
          "ends after %d of its %d words; get a whole copy.".formatted(found, words));
    }
  }

  /**
   * Loads an ARPA file.
   *
   * @throws InvalidModelException if it is no such file, or damaged
   * @throws IOException if it cannot be read
   */
  public static NGramModel readArpa(InputStream arpa) throws IOException {
    return new ArpaReader(arpa).read();
  }

  /** Words of the longest n-grams. */
  public int order() {
    return search.order();
  }

  /**
   * The logarithm, to base 10, of a line's probability, as the sum that KenLM makes in floats.
   *
   * @param line tokens with white space (of ASCII) between them
   * @param begin whether {@code <s>} stands before
   * @param end whether {@code </s>} counts too
   */
  public float score(String line, boolean begin, boolean end) {
    float[] total = new float[1];
    forEach(line, begin, end, token -> total[0] += token.logProbability());
    return total[0];
  }

  /** The score of every token of a line, and of {@code </s>}. */
  public List<TokenScore> scores(String line, boolean begin, boolean end) {
    List<TokenScore> scores = new ArrayList<>();
    forEach(line, begin, end, scores::add);
    return scores;
  }

  /** Gives the score of every token of a line, and of {@code </s>}, in their order. */
  void forEach(String line, boolean begin, boolean end, Consumer<TokenScore> action) {
    Scorer scorer = new Scorer(search);
    if (begin) {
      scorer.begin(this.begin);
    }
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    int position = 0;
    while (true) {
      while (position < text.length && isSpace(text[position])) {
        position++;
      }
      if (position == text.length) {
        break;
      }
      int start = position;
      while (position < text.length && !isSpace(text[position])) {
        position++;
      }
      action.accept(scorer.next(vocabulary.number(MurmurHash.hash(text, start, position))));
    }
    if (end) {
      action.accept(scorer.next(this.end));
    }
  }

  private int number(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return vocabulary.number(MurmurHash.hash(bytes, 0, bytes.length));
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
