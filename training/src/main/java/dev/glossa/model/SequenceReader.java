package dev.glossa.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads sequences with a model over a key-value cache. What sequences that are asked for together
 * have in common, and what they have in common with those before them, such as the examples of a
 * prompt, is computed once. What follows it is computed for many sequences at once, below each
 * other without padding, so that they may have any lengths.
 *
 * <p>What is common is read in pieces that begin at multiples of 64 tokens; the rest is read at
 * once. Whole pieces are kept for the next sequences, and used as far as they begin with the same
 * ones. As a piece is computed from those before it and in the same shapes whether those were kept
 * or not, all numbers depend on what is asked together alone: they are equal to the bit whatever
 * was read before. Those of one sequence are also equal whether anything is kept or not.
 *
 * <p>The cache has room for the longest sequence so far, in bytes of float32: 8 × blocks × key and
 * value heads × head size a token. A reader belongs to its model's thread; its model's weights must
 * not change.
 */
public final class SequenceReader {
  private static final int PIECE = 64;
  private static final int MOST_TOKENS = 4096;

  private final LlamaModel model;
  private final boolean keeps;
  private final int piece;
  private final KeyValueCache cache;
  private int[] kept = {};
  private long computed;

  /** A reader that keeps what the next sequence may begin with. */
  public SequenceReader(LlamaModel model) {
    this(model, true);
  }

  /**
   * @param keeps whether anything is kept for the next sequence
   */
  public SequenceReader(LlamaModel model, boolean keeps) {
    this(model, keeps, PIECE);
  }

  SequenceReader(LlamaModel model, boolean keeps, int piece) {
    this.model = model;
    this.keeps = keeps;
    this.piece = piece;
    this.cache = new KeyValueCache(model.config(), model.dataType());
  }

  /**
   * Logits [vocabulary] after the last of these tokens.
   *
   * @throws IllegalArgumentException if there is no token
   */
  public float[] logits(int[] ids) {
    if (ids.length == 0) {
      throw noToken();
    }
    int read = readPieces(ids, ids.length - 1);
    float[] logits = append(Arrays.copyOfRange(ids, read, ids.length));
    keep(ids, ids.length);
    return logits;
  }

  /**
   * Logits [sequences, vocabulary] after the last token of each sequence. Up to 4096 tokens are
   * computed at once. A reader that keeps nothing computes also what the sequences begin with for
   * each of them.
   *
   * @throws IllegalArgumentException if a sequence has no token
   */
  public float[][] logits(int[][] sequences) {
    if (sequences.length == 1) {
      return new float[][] {logits(sequences[0])};
    }
    int shortest = Arrays.stream(sequences).mapToInt(ids -> ids.length).min().orElse(1);
    if (shortest == 0) {
      throw noToken();
    }
    int shared = keeps ? shared(sequences, shortest - 1) : 0;
    float[][] result = new float[sequences.length][];
    List<Integer> all = IntStream.range(0, sequences.length).boxed().toList();
    for (List<Integer> group : groups(all, sequences, shared)) {
      int[][] continuations = new int[group.size()][];
      int[] rows = new int[group.size()];
      int end = 0;
      for (int c = 0; c < continuations.length; c++) {
        int[] ids = sequences[group.get(c)];
        continuations[c] = Arrays.copyOfRange(ids, shared, ids.length);
        end += continuations[c].length;
        rows[c] = end - 1;
      }
      INDArray hidden = continued(sequences[group.get(0)], shared, continuations);
      float[][] logits = model.head().logits(hidden, rows);
      hidden.close();
      for (int c = 0; c < continuations.length; c++) {
        result[group.get(c)] = logits[c];
      }
    }
    return result;
  }

  private static IllegalArgumentException noToken() {
    return new IllegalArgumentException(
        "The prompt has no token: add the begin token, or give a text.");
  }

  /** Logits [vocabulary] after one more token of the sequence whose logits were asked for last. */
  public float[] extend(int id) {
    return append(new int[] {id});
  }

  /**
   * log p of tokens given all those before them in their sequence, in nats. What all sequences
   * begin with is computed once, and what follows in all of them together, up to 4096 tokens at
   * once.
   *
   * @param from position of the first token that is asked for, at least 1
   * @return for each sequence one value a token from there on
   */
  public double[][] logProbabilities(int[][] sequences, int from) {
    double[][] result = new double[sequences.length][];
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < sequences.length; i++) {
      result[i] = new double[Math.max(0, sequences[i].length - from)];
      if (result[i].length > 0) {
        asked.add(i);
      }
    }
    int shared = shared(sequences, from - 1);
    for (List<Integer> group : groups(asked, sequences, from)) {
      score(sequences, group, shared, from, result);
    }
    return result;
  }

  /** Sequences that are computed at once: their tokens from a position on are not too many. */
  private static List<List<Integer>> groups(List<Integer> asked, int[][] sequences, int from) {
    List<List<Integer>> groups = new ArrayList<>();
    int tokens = MOST_TOKENS;
    for (int i : asked) {
      int count = sequences[i].length - from;
      if (tokens + count > MOST_TOKENS) {
        groups.add(new ArrayList<>());
        tokens = 0;
      }
      groups.get(groups.size() - 1).add(i);
      tokens += count;
    }
    return groups;
  }

  private void score(
      int[][] sequences, List<Integer> together, int shared, int from, double[][] result) {
    int[][] continuations = new int[together.size()][];
    int[] rows = new int[together.stream().mapToInt(i -> result[i].length).sum()];
    int[] targets = new int[rows.length];
    int begin = 0;
    int next = 0;
    for (int c = 0; c < continuations.length; c++) {
      int[] ids = sequences[together.get(c)];
      continuations[c] = Arrays.copyOfRange(ids, shared, ids.length - 1);
      for (int t = from; t < ids.length; t++) {
        rows[next] = begin + t - 1 - shared;
        targets[next++] = ids[t];
      }
      begin += continuations[c].length;
    }
    INDArray hidden = continued(sequences[together.get(0)], shared, continuations);
    double[] all = model.head().logProbabilities(hidden, rows, targets);
    hidden.close();
    next = 0;
    for (int i : together) {
      System.arraycopy(all, next, result[i], 0, result[i].length);
      next += result[i].length;
    }
  }

  /** Hidden states of continuations of the first tokens of a sequence, which are kept. */
  private INDArray continued(int[] context, int shared, int[]... continuations) {
    int read = readPieces(context, shared);
    skip(Arrays.copyOfRange(context, read, shared));
    INDArray hidden = continued(continuations);
    keep(context, shared);
    return hidden;
  }

  /** Number of tokens that were computed, and not found in the cache, so far. */
  long computed() {
    return computed;
  }

  /** How many tokens all sequences begin with, at most this many. */
  private static int shared(int[][] sequences, int most) {
    int shared = most;
    for (int[] ids : sequences) {
      shared = Math.min(shared, Math.min(ids.length, sequences[0].length));
      int differs = Arrays.mismatch(ids, 0, shared, sequences[0], 0, shared);
      shared = differs < 0 ? shared : differs;
    }
    return shared;
  }

  /**
   * Brings all whole pieces below a position into the cache, and nothing else.
   *
   * @return where they end
   */
  private int readPieces(int[] ids, int below) {
    int end = wholePieces(below);
    int differs = Arrays.mismatch(kept, ids);
    int read = Math.min(end, wholePieces(differs < 0 ? kept.length : differs));
    kept = new int[0];
    cache.truncate(read);
    cache.reserve(ids.length);
    for (; read < end; read += piece) {
      skip(Arrays.copyOfRange(ids, read, read + piece));
    }
    return end;
  }

  private int wholePieces(int tokens) {
    return tokens - tokens % piece;
  }

  /** The cache holds these tokens now: their whole pieces may be what the next sequence needs. */
  private void keep(int[] ids, int count) {
    kept = keeps ? Arrays.copyOf(ids, wholePieces(count)) : new int[0];
  }

  /** Continues the cached sequence by these tokens. */
  private float[] append(int[] ids) {
    INDArray hidden = continued(ids);
    cache.grow(ids.length);
    float[] logits = model.head().logits(hidden, ids.length - 1);
    hidden.close();
    return logits;
  }

  /** The same, without logits. */
  private void skip(int[] ids) {
    if (ids.length > 0) {
      continued(ids).close();
      cache.grow(ids.length);
    }
  }

  /**
   * Hidden states [tokens, hidden] of the last block for continuations of the cached sequence,
   * below each other. Beyond the sequence the cache then holds what belongs to the last one.
   */
  private INDArray continued(int[]... continuations) {
    int[] counts = Arrays.stream(continuations).mapToInt(c -> c.length).toArray();
    int[] ids = Arrays.stream(continuations).flatMapToInt(Arrays::stream).toArray();
    computed += ids.length;
    cache.reserve(cache.length() + Arrays.stream(counts).max().orElse(0));
    int hidden = model.config().hiddenSize();
    INDArray x = Nd4j.createUninitialized(model.dataType(), ids.length, hidden);
    INDArray out = Nd4j.createUninitialized(model.dataType(), ids.length, hidden);
    model.embedding().embed(ids, x);
    for (int layer = 0; layer < model.config().layers(); layer++) {
      try (MemoryWorkspace scratch = Scratch.open()) {
        model.block(layer).extend(cache.block(layer), x, cache.length(), counts, out);
      }
      INDArray next = out;
      out = x;
      x = next;
    }
    out.close();
    return x;
  }
}
