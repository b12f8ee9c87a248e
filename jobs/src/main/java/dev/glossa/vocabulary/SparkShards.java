package dev.glossa.vocabulary;

import dev.glossa.tokenizer.MergeShard;
import dev.glossa.tokenizer.MergeShards;
import dev.glossa.tokenizer.PairCounts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Shards in the memory of Spark's executors. A round is a Spark job of a task for each shard.
 *
 * <p>The shards are the elements of a persisted RDD, so that Spark sends each task to where its
 * shard is. A task merges in place; what a shard holds depends on its words and on how many merges
 * it has seen alone, and every task is told all of them. So a shard that is lost with its executor,
 * or dropped for want of memory, is built again from the table of words and catches up; and one
 * that an earlier attempt of the task took too far is built anew.
 */
final class SparkShards implements MergeShards, AutoCloseable {

  /** So many of the last merges go with each task; those before are broadcast. */
  private static final int MERGES_WITH_TASK = 4096;

  private final JavaSparkContext context;
  private final JavaRDD<Shard> shards;
  private Broadcast<long[]> first;
  private int firstSize;

  SparkShards(SparkSession spark, ShardSource source) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Integer> numbers = IntStream.range(0, source.shards()).boxed().toList();
    this.shards =
        context
            .parallelize(numbers, source.shards())
            .map(number -> new Shard(source, number))
            .persist(StorageLevel.MEMORY_ONLY());
    this.first = context.broadcast(new long[0]);
  }

  @Override
  public List<PairCounts> start(long[] merges) {
    return round(merges, 0, merges.length, new long[0]).changes();
  }

  @Override
  public Round merge(long[] merges, int from, int to, long[] ahead) {
    return round(merges, from, to, ahead);
  }

  private Round round(long[] merges, int from, int to, long[] ahead) {
    if (to - firstSize > MERGES_WITH_TASK) {
      first.destroy();
      first = context.broadcast(Arrays.copyOf(merges, to));
      firstSize = to;
    }
    Merges all = new Merges(first, Arrays.copyOfRange(merges, firstSize, to));
    List<PairCounts> changes = new ArrayList<>();
    long[] bounds = new long[ahead.length];
    for (Answer answer : shards.map(shard -> shard.round(all, from, ahead)).collect()) {
      changes.add(answer.changes());
      Arrays.setAll(bounds, i -> bounds[i] + answer.bounds()[i]);
    }
    return new Round(changes, bounds);
  }

  @Override
  public void close() {
    shards.unpersist(false);
    first.destroy();
  }

  /** All merges up to the end of a round. */
  private record Merges(Broadcast<long[]> first, long[] last) implements Serializable {

    int size() {
      return first.value().length + last.length;
    }

    void apply(MergeShard shard, int to) {
      int firstSize = first.value().length;
      shard.merge(first.value(), shard.merges(), Math.min(firstSize, to));
      shard.merge(last, shard.merges() - firstSize, to - firstSize);
    }
  }

  private record Answer(PairCounts changes, long[] bounds) implements Serializable {}

  /** A shard, where it is kept. */
  private static final class Shard implements Serializable {

    private static final long serialVersionUID = 1;

    private final ShardSource source;
    private final int number;
    private transient MergeShard words;

    private Shard(ShardSource source, int number) {
      this.source = source;
      this.number = number;
      this.words = source.build(number);
    }

    private synchronized Answer round(Merges merges, int from, long[] ahead) {
      if (words == null || words.merges() > from) {
        words = source.build(number);
      }
      if (words.merges() < from) {
        merges.apply(words, from);
        words.takeChanges();
      }
      merges.apply(words, merges.size());
      return new Answer(words.takeChanges(), words.bounds(ahead));
    }
  }
}
