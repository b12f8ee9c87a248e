package dev.glossa.tokenizer;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import java.util.List;

/**
 * Learns merges from words in shards, in rounds: the next pairs that are certain to follow one
 * another are taken by the counts of all pairs, the shards merge them and tell how the counts have
 * changed.
 */
final class MergeRounds {

  private final MergeShards shards;
  private final int ahead;
  private final Symbols symbols;
  private final PairQueue queue;

  /**
   * @param ahead how many pairs shards are asked about before they are merged; more make longer
   *     rounds, and each costs as much as its merge; 0 for a merge a round
   */
  MergeRounds(MergeSpec spec, MergeShards shards, int ahead) {
    this.shards = shards;
    this.ahead = ahead;
    this.symbols = spec.symbols();
    this.queue = new PairQueue(spec, symbols);
  }

  /**
   * Learns until there are so many merges, or no pair is left.
   *
   * @param known the first merges, if an earlier run has learned them
   * @return all merges, pairs in order; that of place i makes symbol number alphabet + i
   */
  long[] learn(long[] known, int budget, MergeListener listener) {
    LongArrayList merges = new LongArrayList(known);
    addSymbols(merges, 0);
    shards.start(known, counts -> queue.add(List.of(counts)));
    queue.markMerged(known);
    while (merges.size() < budget) {
      int before = merges.size();
      if (!queue.takeNext(budget - before, merges)) {
        break;
      }
      long[] asked = queue.ahead(ahead);
      MergeShards.Round round = shards.merge(merges.elements(), before, merges.size(), asked);
      addSymbols(merges, before);
      queue.add(round.changes());
      for (int i = 0; i < asked.length; i++) {
        queue.bound(asked[i], round.bounds()[i]);
      }
      listener.merged(merges);
    }
    return merges.toLongArray();
  }

  private void addSymbols(LongList merges, int from) {
    for (int i = from; i < merges.size(); i++) {
      symbols.add(PairCounts.left(merges.getLong(i)), PairCounts.right(merges.getLong(i)));
    }
  }

  /** The left part of what a merge made. */
  String left(long pair) {
    return symbols.text(PairCounts.left(pair));
  }

  /** What a merge made. */
  String piece(long pair) {
    return symbols.text(PairCounts.left(pair), PairCounts.right(pair));
  }
}
