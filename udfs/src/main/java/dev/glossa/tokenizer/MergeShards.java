package dev.glossa.tokenizer;

import java.util.List;
import java.util.function.Consumer;

/** The shards of a training, wherever they are; together they hold every word once. */
public interface MergeShards {

  /**
   * Applies all merges to words as they were at first.
   *
   * @param merges pairs in order
   * @param counts takes of each shard the counts of its pairs then, one shard after another, so
   *     that they need not be in one memory at once
   */
  void start(long[] merges, Consumer<PairCounts> counts);

  /**
   * Applies merges to what they hold.
   *
   * @param merges all pairs from the first on, {@code to} of them
   * @param from how many of them are applied already
   * @param ahead pairs that may be merged soon
   */
  Round merge(long[] merges, int from, int to, long[] ahead);

  /**
   * What shards tell after a round.
   *
   * @param changes of each shard by how much the counts of its pairs have changed
   * @param bounds for each pair asked about, what no pair's count can be above that its merge would
   *     create, then or later
   */
  record Round(List<PairCounts> changes, long[] bounds) {}
}
