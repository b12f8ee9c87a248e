package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** English is the base's language; another in the same letters is added to it. */
class ExtendVocabularyJobTest {

  private static final IngestSettings INGEST =
      Configuration.defaults().section("ingest", IngestSettings.class);

  private static final String ENGLISH =
      "All human beings are born free and equal in dignity and rights. Number %d has a sensible"
          + " mandate, a panda and a sanatorium.\n";

  private static final String INDONESIAN =
      "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama, nomor %d, panda dan sanatorium\n";

  @TempDir static Path folder;

  private static int outputs;

  @BeforeAll
  static void trainBase() throws IOException {
    write("en.txt", ENGLISH);
    write("id.txt", INDONESIAN);
    train("base", "en.txt", 330);
    train("other", "id.txt", 420);
  }

  private static void write(String name, String line) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(line.formatted(i));
    }
    Files.writeString(folder.resolve(name), text);
  }

  private static void train(String output, String input, int size) {
    new TrainVocabularyJob(
            TrainVocabularySettings.of(
                List.of(path(input)),
                path(output),
                Map.of("vocab-size", Integer.toString(size), "byte-fallback", "true"),
                INGEST))
        .run(LocalSpark.session());
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private ExtendVocabularyJob job(Object... options) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("vocab.extend.base", path("base"));
    settings.put("vocab.extend.output", path("out" + outputs++));
    for (int i = 0; i < options.length; i += 2) {
      settings.put("vocab.extend." + options[i], options[i + 1]);
    }
    return new ExtendVocabularyJob(
        Configuration.defaults()
            .with(settings)
            .section("vocab.extend", ExtendVocabularySettings.class));
  }

  private ExtendVocabularyResult run(Object... options) {
    ExtendVocabularyJob job = job(options);
    return job.run(job.needsSpark() ? LocalSpark.session() : null, false, Progress.SILENT);
  }

  private Path output() {
    return folder.resolve("out" + (outputs - 1));
  }

  @Test
  void protectedTextIsEncodedAsBefore() {
    List<String> input = List.of(path("id.txt"));
    List<String> english = List.of(path("en.txt"));
    ExtendVocabularyResult open = run("input", input, "add", 70, "drift", english);
    ExtendVocabularyResult kept = run("input", input, "add", 70, "protect", english);
    assertThat(open.drift().differing()).isPositive();
    assertThat(kept.protectedLines().differing()).isZero();
    assertThat(kept.added()).isEqualTo(70);
    assertThat(kept.drift().lines()).isBetween(1L, 60L);
    assertThat(kept.protectedLines().lines() + kept.drift().lines()).isEqualTo(200);
  }

  @Test
  void aMergeNeedsNoTextAndNoSpark() throws IOException {
    ExtendVocabularyResult result = run("method", "merge", "from", path("other"));
    assertThat(result.added()).isPositive();
    assertThat(result.before()).isNull();
    assertThat(result.driftText()).contains("Declaration");
    assertThat(result.drift().lines()).isGreaterThan(30);
    assertThat(result.guarantees())
        .isEqualTo(
            new ExtendVocabularyResult.Guarantees(
                0,
                0,
                new LineDifferences(result.added(), 0),
                new LineDifferences(result.added(), 0)));
    assertThat(Files.readAllLines(output().resolve("added_pieces.tsv")))
        .hasSize(result.added() + 1);
  }

  @Test
  void aMergeLeavesOutWhatChangesProtectedText() throws IOException {
    ExtendVocabularyResult open = run("method", "merge", "from", path("other"));
    ExtendVocabularyResult kept =
        run(
            "method",
            "merge",
            "from",
            path("other"),
            "protect",
            List.of(path("en.txt")),
            "input",
            List.of(path("id.txt")));
    assertThat(kept.dropped()).isGreaterThan(open.dropped());
    assertThat(kept.protectedLines().differing()).isZero();
    assertThat(kept.after().tokensPerWord()).isLessThan(kept.before().tokensPerWord());
    assertThat(Files.readString(output().resolve("dropped_pieces.tsv")))
        .contains("changes the protected text");
  }

  @Test
  void aMergeAddsExactlySoMany() {
    assertThat(run("method", "merge", "from", path("other"), "add", 15).added()).isEqualTo(15);
  }

  @Test
  void theBasesOwnSettingsAreKept() throws IOException {
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.copy(folder.resolve("base/tokenizer.model"), own.resolve("tokenizer.model"));
    Files.writeString(own.resolve("tokenizer_config.json"), "{\"model_max_length\": 7}");
    run("base", path("own"), "method", "merge", "from", path("other"));
    assertThat(output().resolve("tokenizer_config.json")).content().contains("7");
    assertThat(output().resolve("special_tokens_map.json")).content().contains("<s>");
  }

  @Test
  void aByteLevelTokenizerIsExtendedInItsOwnFile() throws IOException {
    Path base = Files.createDirectories(folder.resolve("bytes"));
    Files.write(base.resolve("tokenizer.json"), ByteLevelTokenizer.json());
    List<String> english = List.of(path("en.txt"));
    ExtendVocabularyResult result =
        run("base", path("bytes"), "input", List.of(path("id.txt")), "add", 30, "protect", english);
    assertThat(result.basePieces()).isEqualTo(257);
    assertThat(result.added()).isEqualTo(30);
    assertThat(result.after().tokensPerWord()).isLessThan(result.before().tokensPerWord());
    assertThat(result.protectedLines().differing()).isZero();
    assertThat(result.guarantees())
        .isEqualTo(new ExtendVocabularyResult.Guarantees(0, 0, null, null));
    assertThat(output())
        .isDirectoryContaining("glob:**/tokenizer.json")
        .isDirectoryContaining("glob:**/tokenizer_config.json")
        .isDirectoryContaining("glob:**/special_tokens_map.json")
        .isDirectoryNotContaining("glob:**/tokenizer.model");
    assertThat(Files.readAllLines(output().resolve("added_pieces.tsv")).get(1)).startsWith("257\t");
    assertUsage(
        () -> run("base", path("bytes"), "method", "merge", "from", path("other")),
        "no tokenizer.model");
  }

  @Test
  void executorsLearnWhatOneProcessLearns() throws IOException {
    Path bytes = Files.createDirectories(folder.resolve("bytes-too"));
    Files.write(bytes.resolve("tokenizer.json"), ByteLevelTokenizer.json());
    for (String base : List.of("base", "bytes-too")) {
      assertThat(extended(base, "distributed")).isEqualTo(extended(base, "one-process"));
    }
  }

  private String extended(String base, String loop) throws IOException {
    List<String> input = List.of(path("id.txt"));
    run("base", path(base), "input", input, "add", 40, "merge-loop", loop);
    return Files.readString(output().resolve("tokenizer.json"))
        + Files.readString(output().resolve("added_pieces.tsv"));
  }

  @Test
  void aBrokenRunGoesOnFromItsLastCheckpoint() throws IOException {
    List<String> input = List.of(path("id.txt"));
    run("input", input, "add", 70);
    byte[] expected = Files.readAllBytes(output().resolve("tokenizer.model"));
    ExtendVocabularyJob job = job("input", input, "add", 70, "checkpoint-every", 5);
    assertThatThrownBy(() -> job.run(LocalSpark.session(), false, MergeProgress.breakingOffAt(30)))
        .isInstanceOf(GlossaException.class);
    List<Long> merges = new ArrayList<>();
    job.run(LocalSpark.session(), false, MergeProgress.to(merges::add));
    assertThat(merges.get(0)).isBetween(20L, 30L);
    assertThat(output().resolve("tokenizer.model")).hasBinaryContent(expected);
    assertThat(output().resolve("_training")).doesNotExist();
  }

  @Test
  void whatCannotBeDoneIsUsage() throws IOException {
    Files.write(folder.resolve("garbage.model"), new byte[] {1, 2, 3});
    List<String> input = List.of(path("id.txt"));
    assertUsage(() -> run("method", "merge"), "--from");
    assertUsage(() -> run("method", "merge", "from", path("nowhere")), "nowhere");
    assertUsage(() -> run("method", "merge", "from", path("garbage.model")), "garbage.model");
    assertUsage(() -> run("method", "merge", "from", path("base")), "no piece");
    assertUsage(() -> run("method", "merge", "from", path("other"), "add", 9999), "not 9999");
    assertUsage(() -> run("method", "other", "input", input), "--method");
    assertUsage(() -> run("input", input), "--add");
    assertUsage(() -> run("add", 3), "--input");
    assertUsage(() -> run("input", input, "add", 0), "--add 1");
    assertUsage(() -> run("input", input, "add", 3, "from", path("other")), "--method merge");
    assertUsage(
        () -> run("base", path("garbage.model"), "input", input, "add", 3), "garbage.model");
  }

  private static void assertUsage(ThrowingCallable call, String part) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(part);
  }
}
