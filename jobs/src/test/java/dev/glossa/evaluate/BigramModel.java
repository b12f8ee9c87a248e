package dev.glossa.evaluate;

import dev.glossa.generate.Generation;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.ModelSource;
import dev.glossa.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A model over bytes whose next byte depends on the last one alone: it believes in the byte that
 * follows in the alphabet. After a prompt that ends in "Answer:" it believes in " B", or another
 * letter.
 */
final class BigramModel implements LanguageModel {
  /** How often any of them was asked for tokens' probabilities. */
  static final AtomicInteger ASKED = new AtomicInteger();

  static final int BOS = 256;
  static final int VOCABULARY = 257;
  static final char END = '~';
  private static final double LIKELY = 0.5;

  private final int contextLength;
  private final char letter;
  private final int dyingAt;

  private BigramModel(int contextLength, char letter, int dyingAt) {
    this.contextLength = contextLength;
    this.letter = letter;
    this.dyingAt = dyingAt;
  }

  /** log p of a byte after another. */
  static double logProbability(int last, int next) {
    return logProbability(last, next, 'B');
  }

  private static double logProbability(int last, int next, char letter) {
    return Math.log(next == follower(last, letter) ? LIKELY : (1 - LIKELY) / (VOCABULARY - 1));
  }

  private static int follower(int last, char letter) {
    return switch (last) {
      case ':' -> ' ';
      case ' ' -> letter;
      default -> (last + 1) % VOCABULARY;
    };
  }

  @Override
  public int contextLength() {
    return contextLength;
  }

  @Override
  public double[][] tokenLogProbabilities(int[][] ids) {
    if (ASKED.incrementAndGet() == dyingAt) {
      throw new IllegalStateException("The model has died.");
    }
    double[][] result = new double[ids.length][];
    for (int row = 0; row < ids.length; row++) {
      if (ids[row].length > contextLength + 1) {
        throw new IllegalArgumentException("A sequence of " + ids[row].length + " tokens.");
      }
      result[row] = new double[ids[row].length];
      result[row][0] = Double.NaN;
      for (int t = 1; t < ids[row].length; t++) {
        result[row][t] = logProbability(ids[row][t - 1], ids[row][t], letter);
      }
    }
    return result;
  }

  @Override
  public float[] logits(int[] ids) {
    float[] logits = new float[VOCABULARY];
    for (int next = 0; next < VOCABULARY; next++) {
      logits[next] = (float) logProbability(ids[ids.length - 1], next, letter);
    }
    return logits;
  }

  @Override
  public int vocabularySize() {
    return VOCABULARY;
  }

  @Override
  public Set<Integer> endTokens() {
    return Set.of((int) END);
  }

  @Override
  public Generation generate(int[] prompt, SamplingSettings settings, IntConsumer listener) {
    if (prompt.length + settings.maxNewTokens() > contextLength) {
      throw new IllegalArgumentException("More than " + contextLength + " tokens.");
    }
    List<Integer> ids = new ArrayList<>();
    int last = prompt[prompt.length - 1];
    while (ids.size() < settings.maxNewTokens()) {
      last = follower(last, letter);
      ids.add(last);
      listener.accept(last);
      if (settings.endTokens().contains(last)) {
        return new Generation(ids, Generation.FinishReason.STOP);
      }
    }
    return new Generation(ids, Generation.FinishReason.LENGTH);
  }

  /** The model with its tokenizer, as executors get it. */
  static final class Source implements ModelSource {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger LOADED = new AtomicInteger();

    private final int contextLength;
    private final String key;
    private final char letter;
    private final int dyingAt;

    Source(int contextLength, String key) {
      this(contextLength, key, 'B', -1);
    }

    private Source(int contextLength, String key, char letter, int dyingAt) {
      this.contextLength = contextLength;
      this.key = key;
      this.letter = letter;
      this.dyingAt = dyingAt;
    }

    /** A model that believes in another letter. */
    Source answering(char other) {
      return new Source(contextLength, key + other, other, dyingAt);
    }

    /** The same model, which fails when it has been asked so often. */
    Source dyingAt(int asked) {
      return new Source(contextLength, key, letter, asked);
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public int contextLength() {
      return contextLength;
    }

    @Override
    public LanguageModel load() {
      LOADED.incrementAndGet();
      return new BigramModel(contextLength, letter, dyingAt);
    }

    @Override
    public Tokenizer tokenizer() {
      return new Bytes();
    }

    @Override
    public boolean beginsPrompts() {
      return false;
    }
  }

  private static final class Bytes implements Tokenizer {
    @Override
    public int[] encode(byte[] utf8, int from, int to) {
      int[] ids = new int[to - from];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = utf8[from + i] & 0xFF;
      }
      return ids;
    }

    @Override
    public List<Token> tokens(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String decode(int[] ids) {
      byte[] bytes = new byte[ids.length];
      for (int i = 0; i < ids.length; i++) {
        bytes[i] = (byte) ids[i];
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int vocabularySize() {
      return VOCABULARY;
    }

    @Override
    public String piece(int id) {
      return id == BOS ? "<s>" : Integer.toString(id);
    }

    @Override
    public int id(String piece) {
      return piece.equals("<s>") ? BOS : Integer.parseInt(piece);
    }

    @Override
    public int unkId() {
      return -1;
    }

    @Override
    public int bosId() {
      return BOS;
    }

    @Override
    public int eosId() {
      return -1;
    }

    @Override
    public int padId() {
      return -1;
    }
  }
}
