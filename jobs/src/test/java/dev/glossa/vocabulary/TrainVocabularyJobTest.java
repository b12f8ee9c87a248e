package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                    .run(LocalSpark.session(), false, MergeProgress.breakingOffAt(100)))
        .isInstanceOf(GlossaException.class);
    List<Long> merges = new ArrayList<>();
    new TrainVocabularyJob(settings)
        .run(LocalSpark.session(), false, MergeProgress.to(merges::add));
    assertThat(merges.get(0)).isBetween(70L, 100L);
    assertThat(model("broken")).isEqualTo(expected);
    assertThat(folder.resolve("broken/_training")).doesNotExist();
  }

  @Test
  void shardsThatAreLostAreBuiltAgain() throws IOException {
    byte[] expected = expected();
    new TrainVocabularyJob(settings("text.jsonl", "lost", MergeLoop.DISTRIBUTED))
        .run(LocalSpark.session(), false, MergeProgress.to(merges -> loseShards(merges, 150)));
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
  @Test
  void tooManyLinesThatAreNoDocumentsAreBadInput() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "{\"text\": \"a word\"}\n{\"text\n{}\n");
    assertThatThrownBy(() -> train(settings("bad.jsonl", "bad", MergeLoop.ONE_PROCESS)))
        .hasMessageContaining("2 of 3 records")
        .hasMessageContaining("bad.jsonl' (2: no JSON")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void changedInputIsCountedAgain() throws IOException {
    TrainVocabularySettings settings = settings("text.jsonl", "changed", MergeLoop.ONE_PROCESS);
    assertThatThrownBy(
            () ->
                new TrainVocabularyJob(settings)
                    .run(LocalSpark.session(), false, MergeProgress.breakingOffAt(60)))
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

  /** A training with other flags. */
  private TrainVocabularySettings flags(Map<String, String> flags) {
    return new TrainVocabularySettings(
        List.of(folder.resolve("text.jsonl").toString()),
        folder.resolve("sized").toString(),
        flags,
        Map.of(),
        MergeLoop.ONE_PROCESS,
        10,
        INGEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vocab-sise                | 100     | spm_train has no flag 'vocab_sise': did you mean 'vocab_size'?
          byte_falback              | true    | spm_train has no flag 'byte_falback': did you mean 'byte_fallback'?
          vocab-size                | 0       | vocab_size is 0, but must be from 1 to 2147483647.
          vocab-size                | many    | vocab_size is 'many', but must be an integer.
          vocab-size                | 2       | The id 2 of '</s>' is not below the vocabulary's size of 2.
          model-type                | unigram | model_type 'unigram' is not supported: only bpe is.
          character-coverage        | 0.5     | character_coverage is 0.5, but must be from 0.98 to 1.0.
          byte-fallback             | maybe   | byte_fallback is 'maybe', but must be true or false.
          max-sentencepiece-length  | 1000    | max_sentencepiece_length is 1000, but must be from 1 to 512.
          normalization-rule-name   | nfd     | There is no normalization rule 'nfd'; choose identity, nmt_nfkc, nfkc, nmt_nfkc_cf, nfkc_cf.
          user-defined-symbols      | a,b,a   | The symbol 'a' is defined twice.
          unk-id                    | -1      | A vocabulary needs an unknown piece: set unk_id to an id of 0 or more.
          """)
  void aFlagThatCannotBeIsRefusedBeforeAnythingIsRead(String flag, String value, String sentence) {
    assertThatThrownBy(() -> new TrainVocabularyJob(flags(Map.of(flag, value))))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20     | A vocabulary of 20 is smaller than its 3 given pieces and (\\d+) characters: raise vocab_size to (\\d+) or more, or lower character_coverage\\.
          100000 | The text supports a vocabulary of (\\d+), not of 100000: lower vocab_size, or set hard_vocab_limit to false\\.
          """)
  void aSizeThatCannotBeIsRefusedWithTheNearestPossibleOne(String size, String sentence) {
    Matcher refusal = Pattern.compile(sentence).matcher(refusal(size));
    assertThat(refusal.matches()).as(refusal.toString()).isTrue();
    int possible = Integer.parseInt(refusal.group(refusal.groupCount()));
    int next = size.equals("20") ? possible - 1 : possible + 1;
    assertThat(refusal(String.valueOf(next))).contains(String.valueOf(possible));
    assertThat(train(sized(String.valueOf(possible))).pieces()).isEqualTo(possible);
  }

  private TrainVocabularySettings sized(String size) {
    return flags(Map.of("vocab-size", size, "character-coverage", "1.0"));
  }

  private String refusal(String size) {
    GlossaException refused = catchThrowableOfType(GlossaException.class, () -> train(sized(size)));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    return refused.getMessage();
  }
}
