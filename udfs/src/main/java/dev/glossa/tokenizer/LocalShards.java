package dev.glossa.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Shards in the memory of this process, as many as threads are to work on them. */
public final class LocalShards implements MergeShards {

  private final List<MergeShard> shards;

  /** Shards to which no merge has been applied yet. */
  public LocalShards(List<MergeShard> shards) {
    this.shards = List.copyOf(shards);
  }

  @Override
  public void start(long[] merges, Consumer<PairCounts> counts) {
    shards.parallelStream().forEach(shard -> shard.merge(merges, 0, merges.length));
    shards.forEach(shard -> counts.accept(shard.takeChanges()));
  }

  @Override
  public Round merge(long[] merges, int from, int to, long[] ahead) {
    long[] bounds = new long[ahead.length];
    List<PairCounts> changes =
        shards.stream()
            .map(
                shard -> {
                  shard.merge(merges, from, to);
                  long[] own = shard.bounds(ahead);
                  Arrays.setAll(bounds, i -> bounds[i] + own[i]);
                  return shard.takeChanges();
                })
            .toList();
    return new Round(changes, bounds);
  }
}
