package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.LocalSpark;
import dev.glossa.tokenizer.MergeShards;
import dev.glossa.tokenizer.MergeSpec;
import dev.glossa.tokenizer.PairCounts;
import dev.glossa.tokenizer.PieceRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark may run a task twice, as when the executor is lost before its answer is fetched. */
class SparkShardsTest {

  private static final long A_B = 1;
  private static final long B_A = 1L << 32;
  private static final long AB_A = 2L << 32;
  private static final long[] MERGES = {A_B, AB_A};

  @TempDir Path folder;

  private SparkShards shards;

  @BeforeEach
  void writeWords() throws IOException {
    write(0, "aba", 5, "ab", 2);
    write(1, "bab", 3, "aa", 7);
    MergeSpec spec = MergeSpec.ofAlphabet(PieceRules.defaults(), new int[] {'a', 'b'});
    shards =
        new SparkShards(
            LocalSpark.session(),
            new ShardSource(
                folder.toString(), 2, 2, new SerializableConfiguration(new Configuration(false))),
            spec);
  }

  private void write(int part, String word, long count, String other, long otherCount)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("words-%05d".formatted(part)))) {
      for (Map.Entry<String, Long> entry : Map.of(word, count, other, otherCount).entrySet()) {
        byte[] utf8 = entry.getKey().getBytes(StandardCharsets.UTF_8);
        WordStream.write(out, utf8, 0, utf8.length, entry.getValue());
      }
    }
  }

  @AfterEach
  void close() {
    shards.close();
  }

  @Test
  void aStartThatIsRepeatedTellsTheSameCounts() {
    Map<Long, Long> first = start(0);
    assertThat(first).containsEntry(A_B, 5L + 2 + 3).containsEntry(B_A, 5L + 3);
    assertThat(start(0)).isEqualTo(first);
  }

  @Test
  void aRoundThatIsRepeatedTellsTheSameChangesAndBounds() {
    start(0);
    MergeShards.Round first = round(0, 2);
    MergeShards.Round again = round(0, 2);
    assertThat(sums(first.changes())).containsEntry(B_A, -8L);
    assertThat(sums(again.changes())).isEqualTo(sums(first.changes()));
    assertThat(again.bounds()).isEqualTo(first.bounds());
  }

  @Test
  void aStartAfterMergesTellsWhatStartAndRoundsTellTogether() {
    Map<Long, Long> together = start(0);
    sums(round(0, 1).changes()).forEach((pair, by) -> together.merge(pair, by, Long::sum));
    sums(round(1, 2).changes()).forEach((pair, by) -> together.merge(pair, by, Long::sum));
    assertThat(start(2)).isEqualTo(together);
  }

  private MergeShards.Round round(int from, int to) {
    return shards.merge(MERGES, from, to, new long[] {B_A});
  }

  /** The counts of all pairs after so many merges. */
  private Map<Long, Long> start(int merges) {
    TreeMap<Long, Long> counts = new TreeMap<>();
    shards.start(Arrays.copyOf(MERGES, merges), told -> add(told, counts));
    return counts;
  }

  private static Map<Long, Long> sums(List<PairCounts> all) {
    TreeMap<Long, Long> sums = new TreeMap<>();
    all.forEach(told -> add(told, sums));
    return sums;
  }

  private static void add(PairCounts told, Map<Long, Long> sums) {
    for (int i = 0; i < told.pairs().length; i++) {
      sums.merge(told.pairs()[i], told.counts()[i], Long::sum);
    }
  }
}
