package dev.glossa.tokenizer;

import java.util.List;

/** The shards of a training, wherever they are; together they hold every word once. */
public interface MergeShards {

  /**
   * Applies all merges to words as they were at first.
   *
   * @param merges pairs in order
   * @return of each shard the counts of its pairs then
   */
  List<PairCounts> start(long[] merges);

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
