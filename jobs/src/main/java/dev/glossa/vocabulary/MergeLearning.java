package dev.glossa.vocabulary;

import dev.glossa.job.JobContext;
import dev.glossa.tokenizer.LocalShards;
import dev.glossa.tokenizer.MergeShards;
import dev.glossa.tokenizer.MergeSpec;
import dev.glossa.tokenizer.MergeTraining;
import it.unimi.dsi.fastutil.longs.LongList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Learns the merges of a {@link WordTable}'s words, in this process or in Spark's executors, and
 * keeps a log of them, with which a killed run goes on.
 */
final class MergeLearning {

  /** Memory for a byte of the table: text, places of pairs, counts of pairs, of short words. */
  private static final long MEMORY_PER_BYTE = 32;

  /** The share of the process's memory in which one process learns, as a divisor. */
  private static final long MEMORY_SHARE = 4;

  private static final int LOCAL_SHARDS = 4;

  /** A round is cheap in one process and a job in Spark. */
  private static final int LOCAL_AHEAD = 64;

  private static final int DISTRIBUTED_AHEAD = 512;

  private final SparkSession spark;
  private final JobContext context;
  private final MergeLoop where;
  private final int checkpointEvery;
  private final Path folder;

  /**
   * @param checkpointEvery merges between two writings of the log
   * @param folder where the log is kept
   */
  MergeLearning(
      SparkSession spark, JobContext context, MergeLoop where, int checkpointEvery, Path folder) {
    this.spark = spark;
    this.context = context;
    this.where = where;
    this.checkpointEvery = checkpointEvery;
    this.folder = folder;
  }

  /** What a training makes of the table's words. */
  <V> V learn(MergeTraining<V> training, WordTable table, WordTable.Summary words)
      throws IOException {
    MergeLog log = new MergeLog(context.fileSystem(), folder);
    long[] known = log.read();
    context.progress().begin("learn merges", training.budget(), "pieces");
    context.progress().advanceTo(known.length);
    Checkpoints checkpoints = new Checkpoints(log, known.length);
    if (isDistributed(words)) {
      int parallelism =
          JavaSparkContext.fromSparkContext(spark.sparkContext()).defaultParallelism();
      ShardSource source = source(table, words, parallelism);
      try (SparkShards shards = new SparkShards(spark, source, training.shards())) {
        return training.learn(shards, known, DISTRIBUTED_AHEAD, checkpoints::merged);
      }
    }
    int threads = Math.min(LOCAL_SHARDS, Runtime.getRuntime().availableProcessors());
    MergeShards shards = local(source(table, words, threads), training.shards());
    return training.learn(shards, known, LOCAL_AHEAD, checkpoints::merged);
  }

  private boolean isDistributed(WordTable.Summary words) {
    return switch (where) {
      case ONE_PROCESS -> false;
      case DISTRIBUTED -> true;
      case AUTO ->
          words.bytes() * MEMORY_PER_BYTE > Runtime.getRuntime().maxMemory() / MEMORY_SHARE;
    };
  }

  private ShardSource source(WordTable table, WordTable.Summary words, int shards) {
    return new ShardSource(
        table.folder().toString(),
        words.parts(),
        Math.min(shards, words.parts()),
        new SerializableConfiguration(context.hadoop()));
  }

  private static MergeShards local(ShardSource source, MergeSpec spec) {
    return new LocalShards(
        IntStream.range(0, source.shards())
            .parallel()
            .mapToObj(shard -> source.build(shard, spec))
            .collect(Collectors.toList()));
  }

  /** Shows how far training is, and writes the log now and then. */
  private final class Checkpoints {
    private final MergeLog log;
    private int written;

    private Checkpoints(MergeLog log, int written) {
      this.log = log;
      this.written = written;
    }

    private void merged(LongList merges) {
      context.progress().advanceTo(merges.size());
      if (merges.size() - written >= checkpointEvery) {
        written = merges.size();
        try {
          log.write(merges);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
