package dev.glossa.contamination;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The n-grams of benchmarks. Each takes 16 bytes: a 64-bit hash in sorted order, a number for the
 * benchmarks that have it, and its part of a table of where hashes with the same first bits begin.
 */
public final class BenchmarkIndex implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int n;
  private final List<String> benchmarks;
  private final List<int[]> sets;
  private final long[] hashes;
  private final int[] setOf;
  private final int[] bucketStarts;
  private final int bucketShift;

  private BenchmarkIndex(Builder builder) {
    this.n = builder.n;
    this.benchmarks = List.copyOf(builder.benchmarks);
    this.sets = List.copyOf(builder.sets);
    int size = builder.setOf.size();
    this.hashes = builder.setOf.keySet().toLongArray();
    Arrays.sort(hashes);
    this.setOf = new int[size];
    // The first bits of a sorted long are in order once its sign is turned.
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size)) - 1);
    this.bucketShift = Long.SIZE - bits;
    this.bucketStarts = new int[(1 << bits) + 1];
    for (int i = 0; i < size; i++) {
      setOf[i] = builder.setOf.get(hashes[i]);
      bucketStarts[bucket(hashes[i]) + 1]++;
    }
    for (int i = 1; i < bucketStarts.length; i++) {
      bucketStarts[i] += bucketStarts[i - 1];
    }
  }

  /** Number of different n-grams. */
  public int size() {
    return hashes.length;
  }

  /** Names of the benchmarks, in the order in which they were added. */
  public List<String> benchmarks() {
    return benchmarks;
  }

  /** What of the benchmarks is in a text. */
  public Overlap overlap(String text) {
    TokenHashes tokens = TokenHashes.of(text);
    long[] nGrams = tokens.nGrams(n);
    Map<String, Integer> hits = new HashMap<>();
    List<Overlap.Passage> passages = new ArrayList<>();
    int covered = 0;
    int coveredUntil = 0;
    for (int i = 0; i < nGrams.length; i++) {
      int set = find(nGrams[i]);
      if (set < 0) {
        continue;
      }
      for (int benchmark : sets.get(set)) {
        hits.merge(benchmarks.get(benchmark), 1, Integer::sum);
      }
      boolean goesOn = !passages.isEmpty() && i <= coveredUntil;
      int start = goesOn ? passages.remove(passages.size() - 1).start() : tokens.starts()[i];
      passages.add(new Overlap.Passage(start, tokens.ends()[i + n - 1]));
      covered += i + n - Math.max(i, coveredUntil);
      coveredUntil = i + n;
    }
    double share = covered == 0 ? 0 : (double) covered / tokens.hashes().length;
    return new Overlap(hits, passages, share);
  }

  private int find(long hash) {
    int bucket = bucket(hash);
    int end = bucketStarts[bucket + 1];
    for (int i = bucketStarts[bucket]; i < end; i++) {
      if (hashes[i] == hash) {
        return setOf[i];
      }
    }
    return -1;
  }

  private int bucket(long hash) {
    return (int) ((hash ^ Long.MIN_VALUE) >>> bucketShift);
  }

  /** Collects the texts of benchmarks. */
  public static final class Builder {

    private static final int REACH = 16;

    private final int n;
    private final List<String> benchmarks = new ArrayList<>();
    private final List<int[]> sets = new ArrayList<>();
    private final Map<List<Integer>, Integer> numberOfSet = new HashMap<>();
    private final Long2IntOpenHashMap setOf = new Long2IntOpenHashMap();

    /** An index of n-grams of this many tokens. */
    public Builder(int n) {
      if (n < 1) {
        throw new IllegalArgumentException("n must be at least 1 and not " + n);
      }
      this.n = n;
    }

    /**
     * Adds a text of a benchmark; one of fewer than n tokens adds nothing.
     *
     * @return how many n-grams it has
     */
    public int add(String benchmark, String text) {
      return add(benchmark, List.of(text));
    }

    /**
     * Adds a record of a benchmark, as a question with its choices and its answer. Since pages show
     * these in one passage, its n-grams are those of each field, of all fields in turn, and those
     * that go from a field into another that is no more than {@value #REACH} fields away.
     *
     * @return how many n-grams it has
     */
    public int add(String benchmark, List<String> fields) {
      List<TokenHashes> tokens = fields.stream().map(TokenHashes::of).toList();
      int added = add(benchmark, TokenHashes.nGrams(tokens, n));
      for (int i = 0; i < tokens.size(); i++) {
        for (int j = i + 1; j < Math.min(tokens.size(), i + 1 + REACH); j++) {
          TokenHashes one = tokens.get(i);
          TokenHashes other = tokens.get(j);
          added +=
              add(benchmark, one.nGramsInto(other, n)) + add(benchmark, other.nGramsInto(one, n));
        }
      }
      return added;
    }

    private int add(String benchmark, long[] nGrams) {
      int number = benchmarks.indexOf(benchmark);
      if (number < 0) {
        number = benchmarks.size();
        benchmarks.add(benchmark);
      }
      for (long nGram : nGrams) {
        setOf.put(nGram, with(setOf.getOrDefault(nGram, -1), number));
      }
      return nGrams.length;
    }

    private int with(int set, int benchmark) {
      List<Integer> members = new ArrayList<>();
      if (set >= 0) {
        for (int member : sets.get(set)) {
          if (member == benchmark) {
            return set;
          }
          members.add(member);
        }
      }
      members.add(benchmark);
      members.sort(null);
      return numberOfSet.computeIfAbsent(
          List.copyOf(members),
          key -> {
            sets.add(key.stream().mapToInt(Integer::intValue).toArray());
            return sets.size() - 1;
          });
    }

    /** The index of what was added. */
    public BenchmarkIndex build() {
      return new BenchmarkIndex(this);
    }
  }
}
