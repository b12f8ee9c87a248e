package dev.glossa.vocabulary;

import dev.glossa.tokenizer.MergeShard;
import dev.glossa.tokenizer.MergeShards;
import dev.glossa.tokenizer.MergeSpec;
import dev.glossa.tokenizer.PairCounts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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
 * shard is. A task merges in place, which makes a shard a state; what becomes of it when tasks are
 * repeated or executors lost, the package says.
 */
final class SparkShards implements MergeShards, AutoCloseable {

  /** So many of the last merges go with each task; those before are broadcast. */
  private static final int MERGES_WITH_TASK = 4096;

  /** Not even the counts before the first merge. */
  private static final int NOTHING = -1;

  private final JavaSparkContext context;
  private final Broadcast<MergeSpec> spec;
  private final JavaRDD<Shard> shards;
  private Broadcast<long[]> first;
  private int firstSize;

  SparkShards(SparkSession spark, ShardSource source, MergeSpec spec) {
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.spec = context.broadcast(spec);
    Broadcast<MergeSpec> shared = this.spec;
    List<Integer> numbers = IntStream.range(0, source.shards()).boxed().toList();
    this.shards =
        context
            .parallelize(numbers, source.shards())
            .map(number -> new Shard(source, shared, number))
            .persist(StorageLevel.MEMORY_ONLY());
    this.first = context.broadcast(new long[0]);
  }

  /** The shards merge all at once; what they count is fetched from one after another. */
  @Override
  public void start(long[] merges, Consumer<PairCounts> counts) {
    Merges all = upTo(merges, merges.length);
    shards.foreach(shard -> shard.catchUp(all));
    shards
        .map(shard -> shard.round(all, NOTHING, new long[0]).changes())
        .toLocalIterator()
        .forEachRemaining(counts);
  }

  @Override
  public Round merge(long[] merges, int from, int to, long[] ahead) {
    Merges all = upTo(merges, to);
    List<PairCounts> changes = new ArrayList<>();
    long[] bounds = new long[ahead.length];
    for (Answer answer : shards.map(shard -> shard.round(all, from, ahead)).collect()) {
      changes.add(answer.changes());
      Arrays.setAll(bounds, i -> bounds[i] + answer.bounds()[i]);
    }
    return new Round(changes, bounds);
  }

  private Merges upTo(long[] merges, int to) {
    if (to - firstSize > MERGES_WITH_TASK) {
      first.destroy();
      first = context.broadcast(Arrays.copyOf(merges, to));
      firstSize = to;
    }
    return new Merges(first, Arrays.copyOfRange(merges, firstSize, to));
  }

  @Override
  public void close() {
    shards.unpersist(false);
    first.destroy();
    spec.destroy();
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
    private final Broadcast<MergeSpec> spec;
    private final int number;
    private transient MergeShard words;

    /** The merges after which its counts were told last. */
    private transient int told;

    private Shard(ShardSource source, Broadcast<MergeSpec> spec, int number) {
      this.source = source;
      this.spec = spec;
      this.number = number;
      this.words = source.build(number, spec.value());
      this.told = NOTHING;
    }

    private synchronized void catchUp(Merges merges) {
      MergeShard merged = takeUntold(NOTHING);
      merges.apply(merged, merges.size());
      words = merged;
    }

    private synchronized Answer round(Merges merges, int from, long[] ahead) {
      MergeShard merged = takeUntold(from);
      if (told < from) {
        merges.apply(merged, from);
        merged.takeChanges();
      }
      merges.apply(merged, merges.size());
      Answer answer = new Answer(merged.takeChanges(), merged.bounds(ahead));
      words = merged;
      told = merges.size();
      return answer;
    }

    /**
     * The words as long as nothing is told beyond so many merges, else new ones. They are put back
     * when all is done, so that an attempt that breaks off leaves none half merged.
     */
    private MergeShard takeUntold(int from) {
      MergeShard taken = words;
      words = null;
      if (taken == null || told > from) {
        taken = source.build(number, spec.value());
        told = NOTHING;
      }
      return taken;
    }
  }
}
