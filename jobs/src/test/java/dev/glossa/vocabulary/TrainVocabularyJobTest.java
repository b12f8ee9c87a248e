package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Progress;
import dev.glossa.vocabulary.TrainVocabularySettings.MergeLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainVocabularyJobTest {

  private static final IngestSettings INGEST =
      Configuration.defaults().section("ingest", IngestSettings.class);

  @TempDir Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 40; word++) {
        text.append(Integer.toString(random.nextInt(1 + random.nextInt(40_000)), 26)).append(' ');
      }
      lines.add("{\"text\": \"%s\\n汉字没有空格%d。\", \"lang\": \"xx\"}".formatted(text, i % 7));
    }
    Files.write(folder.resolve("text.jsonl"), lines);
  }

  /** Settings of a training on one input. */
  private TrainVocabularySettings settings(String input, String output, MergeLoop loop) {
    return new TrainVocabularySettings(
        List.of(folder.resolve(input).toString()),
        folder.resolve(output).toString(),
        Map.of("vocab-size", "250", "character-coverage", "1.0"),
        Map.of(),
        loop,
        10,
        INGEST);
  }

  private TrainVocabularyResult train(TrainVocabularySettings settings) {
    return new TrainVocabularyJob(settings).run(LocalSpark.session());
  }

  private byte[] model(String output) throws IOException {
    return Files.readAllBytes(folder.resolve(output).resolve("tokenizer.model"));
  }

  private byte[] expected() throws IOException {
    train(settings("text.jsonl", "expected", MergeLoop.ONE_PROCESS));
    return model("expected");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void anyNumberOfPartitionsGivesTheSameBytesInExecutors(int partitions) throws IOException {
    byte[] expected = expected();
    LocalSpark.session()
        .read()
        .json(folder.resolve("text.jsonl").toString())
        .repartition(partitions)
        .write()
        .parquet(folder.resolve("parts").toString());
    train(settings("parts", "distributed", MergeLoop.DISTRIBUTED));
    assertThat(model("distributed")).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"ONE_PROCESS", "DISTRIBUTED"})
  void aBrokenRunGoesOnFromItsLastCheckpoint(MergeLoop loop) throws IOException {
    byte[] expected = expected();
    TrainVocabularySettings settings = settings("text.jsonl", "broken", loop);
    assertThatThrownBy(
            () ->
                new TrainVocabularyJob(settings)
                    .run(LocalSpark.session(), false, onMerges(merges -> breakAt(merges, 100))))
        .isInstanceOf(GlossaException.class);
    List<Long> merges = new ArrayList<>();
    new TrainVocabularyJob(settings).run(LocalSpark.session(), false, onMerges(merges::add));
    assertThat(merges.get(0)).isBetween(70L, 100L);
    assertThat(model("broken")).isEqualTo(expected);
    assertThat(folder.resolve("broken/_training")).doesNotExist();
  }

  private static void breakAt(long merges, long limit) {
    if (merges >= limit) {
      throw new IllegalStateException("broken off by the test");
    }
  }

  @Test
  void shardsThatAreLostAreBuiltAgain() throws IOException {
    byte[] expected = expected();
    new TrainVocabularyJob(settings("text.jsonl", "lost", MergeLoop.DISTRIBUTED))
        .run(LocalSpark.session(), false, onMerges(merges -> loseShards(merges, 150)));
    assertThat(model("lost")).isEqualTo(expected);
  }

  private static void loseShards(long merges, long limit) {
    if (merges >= limit) {
      LocalSpark.session()
          .sparkContext()
          .getPersistentRDDs()
          .values()
          .foreach(rdd -> rdd.unpersist(true));
    }
  }

  /** A progress that hands on how many merges there are. */
  private static Progress onMerges(LongConsumer merges) {
    return new Progress() {
      @Override
      public void begin(String task, long total, String unit) {}

      @Override
      public void step(String what) {}

      @Override
      public void advanceTo(long done) {
        merges.accept(done);
      }

      @Override
      public void end(String summary) {}
    };
  }

  @Test
  void changedInputIsCountedAgain() throws IOException {
    TrainVocabularySettings settings = settings("text.jsonl", "changed", MergeLoop.ONE_PROCESS);
    assertThatThrownBy(
            () ->
                new TrainVocabularyJob(settings)
                    .run(LocalSpark.session(), false, onMerges(merges -> breakAt(merges, 60))))
        .isInstanceOf(GlossaException.class);
    String text = Files.readString(folder.resolve("text.jsonl"));
    Files.writeString(folder.resolve("text.jsonl"), text + text.lines().findFirst().get());
    train(settings);
    assertThat(model("changed")).isEqualTo(expected());
  }

  @Test
  void weightsOfLanguagesMultiplyThoseOfInputsAndWordsAreRoundedHalfUp() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"),
        """
        {"text": "one one one two", "lang": "eng"}
        {"text": "one four", "lang": "zh-Hans"}
        """);
    Files.writeString(folder.resolve("b.jsonl"), "{\"text\": \"one\", \"lang\": \"en\"}\n");
    TrainVocabularySettings weighted =
        new TrainVocabularySettings(
            List.of(folder.resolve("a.jsonl") + "=0.1", folder.resolve("b.jsonl").toString()),
            folder.resolve("weighted").toString(),
            Map.of("vocab-size", "11"),
            weights("en", 2.5, "zh", 1.5),
            MergeLoop.ONE_PROCESS,
            10,
            INGEST);
    // one: 3 * 0.25 + 0.15 + 2.5 = 3.4 -> 3; two: 0.25 -> 0; four: 0.15 -> 0
    TrainVocabularyResult result = train(weighted);
    assertThat(result.words()).isEqualTo(3);
    assertThat(result.distinctWords()).isEqualTo(1);
  }

  private static Map<String, Double> weights(String a, double weightA, String b, double weightB) {
    Map<String, Double> weights = new HashMap<>();
    weights.put(a, weightA);
    weights.put(b, weightB);
    return weights;
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "100000"})
  void aSizeThatCannotBeIsRefusedAndAnotherMayBeAskedForNext(String size) {
    TrainVocabularySettings settings = settings("text.jsonl", "sized", MergeLoop.ONE_PROCESS);
    TrainVocabularySettings wrong =
        new TrainVocabularySettings(
            settings.input(),
            settings.output(),
            Map.of("vocab-size", size),
            settings.languageWeights(),
            settings.mergeLoop(),
            settings.checkpointEvery(),
            INGEST);
    assertThatThrownBy(() -> train(wrong))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageMatching("[^.]*\\.")
        .hasMessageContaining("vocab_size");
    assertThat(train(settings).pieces()).isEqualTo(250);
  }
}
