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
 * <p>Sequences that grow together have a cache each, and are extended in one pass over the weights;
 * attention is each one's own.
 *
 * <p>The cache has room for the longest sequence so far, in bytes of float32: 8 × blocks × key and
 * value heads × head size a token. A reader belongs to its model's thread; its model's weights must
 * not change.
 */
public final class SequenceReader {
  private static final int PIECE = 64;
  private static final int MOST_TOKENS = 4096;
  private static final long LEAST_ROOM = 512L << 20;

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
    int shared = shared(sequences);
    float[][] result = new float[sequences.length][];
    for (List<Integer> group : groups(all(sequences), sequences, shared)) {
      int[] context = sequences[group.get(0)];
      read(context, shared);
      float[][] logits =
          logits(
              group.stream()
                  .map(i -> new Continuation(cache, from(shared, sequences[i])))
                  .toList());
      keep(context, shared);
      for (int c = 0; c < logits.length; c++) {
        result[group.get(c)] = logits[c];
      }
    }
    return result;
  }

  private static List<Integer> all(int[][] sequences) {
    return IntStream.range(0, sequences.length).boxed().toList();
  }

  private static int[] from(int position, int[] ids) {
    return Arrays.copyOfRange(ids, position, ids.length);
  }

  private static IllegalArgumentException noToken() {
    return new IllegalArgumentException(
        "The prompt has no token: add the begin token, or give a text.");
  }

  /**
   * Begins sequences that grow, each with a prompt: they have the logits of what {@link
   * #logits(int[][])} says, and are good until anything else is read.
   *
   * @throws IllegalArgumentException if a prompt has no token
   */
  public List<GrowingSequence> begin(int[][] prompts) {
    if (prompts.length == 1) {
      GrowingSequence only = new GrowingSequence(cache, false);
      only.logits(logits(prompts[0]));
      return List.of(only);
    }
    int shared = shared(prompts);
    List<GrowingSequence> sequences = new ArrayList<>();
    for (List<Integer> group : groups(all(prompts), prompts, shared)) {
      int[] context = prompts[group.get(0)];
      read(context, shared);
      List<GrowingSequence> together = group.stream().map(i -> copy(prompts[i].length)).toList();
      keep(context, shared);
      append(together, group.stream().map(i -> from(shared, prompts[i])).toList());
      sequences.addAll(together);
    }
    return sequences;
  }

  /** Puts one token behind each of some sequences that grow, which were begun together. */
  public void extend(List<GrowingSequence> sequences, int[] ids) {
    append(sequences, Arrays.stream(ids).mapToObj(id -> new int[] {id}).toList());
  }

  private void append(List<GrowingSequence> sequences, List<int[]> ids) {
    List<Continuation> continuations =
        IntStream.range(0, ids.size())
            .mapToObj(i -> new Continuation(sequences.get(i).cache(), ids.get(i)))
            .toList();
    float[][] logits = logits(continuations);
    for (int i = 0; i < logits.length; i++) {
      sequences.get(i).cache().grow(ids.get(i).length);
      sequences.get(i).logits(logits[i]);
    }
  }

  /** A sequence of the tokens that are in the cache, with room for so many. */
  private GrowingSequence copy(int tokens) {
    KeyValueCache own = new KeyValueCache(model.config(), model.dataType());
    own.reserve(tokens);
    own.assign(cache);
    return new GrowingSequence(own, true);
  }

  /**
   * How many tokens sequences may have in all that grow together: keys and values of so many take a
   * quarter of the weights' memory, or 512 MiB if that is more.
   */
  public long roomForTokens() {
    long weights = model.config().parameterCount() * model.dataType().width();
    return Math.max(LEAST_ROOM, weights / 4)
        / KeyValueCache.bytesOfToken(model.config(), model.dataType());
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
    List<Continuation> continuations = new ArrayList<>();
    int[] rows = new int[together.stream().mapToInt(i -> result[i].length).sum()];
    int[] targets = new int[rows.length];
    int begin = 0;
    int next = 0;
    for (int i : together) {
      int[] ids = sequences[i];
      for (int t = from; t < ids.length; t++) {
        rows[next] = begin + t - 1 - shared;
        targets[next++] = ids[t];
      }
      int[] inputs = Arrays.copyOfRange(ids, shared, ids.length - 1);
      continuations.add(new Continuation(cache, inputs));
      begin += inputs.length;
    }
    int[] context = sequences[together.get(0)];
    read(context, shared);
    INDArray hidden = continued(continuations);
    keep(context, shared);
    double[] all = model.head().logProbabilities(hidden, rows, targets);
    hidden.close();
    next = 0;
    for (int i : together) {
      System.arraycopy(all, next, result[i], 0, result[i].length);
      next += result[i].length;
    }
  }

  /** Brings the first tokens of a sequence into the cache, and nothing else. */
  private void read(int[] ids, int count) {
    int read = readPieces(ids, count);
    skip(Arrays.copyOfRange(ids, read, count));
  }

  /** Number of tokens that were computed, and not found in the cache, so far. */
  long computed() {
    return computed;
  }

  /**
   * How many tokens are computed once for all sequences; what follows them has at least one.
   *
   * @throws IllegalArgumentException if a sequence has no token
   */
  private int shared(int[][] sequences) {
    int shortest = Arrays.stream(sequences).mapToInt(ids -> ids.length).min().orElse(1);
    if (shortest == 0) {
      throw noToken();
    }
    return keeps ? shared(sequences, shortest - 1) : 0;
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
    float[][] logits = logits(List.of(new Continuation(cache, ids)));
    cache.grow(ids.length);
    return logits[0];
  }

  /** The same, without logits. */
  private void skip(int[] ids) {
    if (ids.length > 0) {
      continued(List.of(new Continuation(cache, ids))).close();
      cache.grow(ids.length);
    }
  }

  /** Logits [continuations, vocabulary] after the last token of each. */
  private float[][] logits(List<Continuation> continuations) {
    INDArray hidden = continued(continuations);
    int[] rows = new int[continuations.size()];
    int end = 0;
    for (int c = 0; c < rows.length; c++) {
      end += continuations.get(c).count();
      rows[c] = end - 1;
    }
    float[][] logits = model.head().logits(hidden, rows);
    hidden.close();
    return logits;
  }

  /**
   * Hidden states [tokens, hidden] of the last block for continuations, below each other. Their
   * caches do not grow; behind each then is what belongs to the last one that follows it.
   */
  private INDArray continued(List<Continuation> continuations) {
    int[] ids = continuations.stream().flatMapToInt(c -> Arrays.stream(c.ids())).toArray();
    computed += ids.length;
    continuations.forEach(c -> c.cache().reserve(c.to()));
    int hidden = model.config().hiddenSize();
    INDArray x = Nd4j.createUninitialized(model.dataType(), ids.length, hidden);
    INDArray out = Nd4j.createUninitialized(model.dataType(), ids.length, hidden);
    model.embedding().embed(ids, x);
    for (int layer = 0; layer < model.config().layers(); layer++) {
      try (MemoryWorkspace scratch = Scratch.open()) {
        model.block(layer).extend(continuations, x, out);
      }
      INDArray next = out;
      out = x;
      x = next;
    }
    out.close();
    return x;
  }
}
