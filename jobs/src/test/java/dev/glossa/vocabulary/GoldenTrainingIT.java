package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Vocabularies that spm_train 0.2.3 made, trained by the whole job in Spark's executors. */
class GoldenTrainingIT {

  private static final int FEW_PIECES = 8_000;
  private static final double FEW_MEGABYTES = 12;
  private static final int MANY_PIECES = 12_000;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> executorsLearnTheVocabularyOfSentencePiece() throws IOException {
    return cases(GoldenTrainingIT::isSmall);
  }

  @Tag("nightly")
  @TestFactory
  Stream<DynamicTest> executorsLearnTheLargerVocabulariesOfSentencePiece() throws IOException {
    return cases(description -> !isSmall(description) && hasOneLanguage(description, MANY_PIECES));
  }

  private static boolean isSmall(JsonNode description) {
    return hasOneLanguage(description, FEW_PIECES)
        && description.path("megabytes").asDouble() < FEW_MEGABYTES;
  }

  private static boolean hasOneLanguage(JsonNode description, int pieces) {
    return description.path("languages").size() == 1
        && description.path("vocab_size").asInt() <= pieces;
  }

  /** A test for each case whose description is chosen. */
  private Stream<DynamicTest> cases(Predicate<JsonNode> chosen) throws IOException {
    Path golden = shared("golden/sentencepiece-train");
    JsonNode cases = new ObjectMapper().readTree(golden.resolve("cases.json").toFile());
    return cases.path("cases").properties().stream()
        .filter(entry -> chosen.test(entry.getValue()))
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(train(entry.getKey(), entry.getValue()))
                            .isEqualTo(lines(golden.resolve(entry.getKey() + ".vocab.gz")))));
  }

  private List<String> train(String name, JsonNode description) throws IOException {
    Path corpus = shared("data/corpus");
    Path output = folder.resolve(name);
    new TrainVocabularyJob(
            new TrainVocabularySettings(
                texts(description.path("languages"))
                    .map(language -> corpus.resolve(language + ".jsonl.gz").toString())
                    .toList(),
                output.toString(),
                flags(description),
                Map.of(),
                MergeLoop.DISTRIBUTED,
                1000,
                Configuration.defaults().section("ingest", IngestSettings.class)))
        .run(LocalSpark.session());
    return Files.readAllLines(output.resolve("tokenizer.vocab"));
  }

  private static Map<String, String> flags(JsonNode description) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("vocab_size", description.path("vocab_size").asText());
    for (Map.Entry<String, JsonNode> flag : description.path("flags").properties()) {
      JsonNode value = flag.getValue();
      flags.put(
          flag.getKey(),
          value.isArray() ? texts(value).collect(Collectors.joining(",")) : value.asText());
    }
    return flags;
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  private static Path shared(String name) {
    Path found = Path.of(System.getProperty("glossa.shared", "../../shared")).resolve(name);
    assumeTrue(
        Files.exists(found), () -> "Skipped: " + found + " is not there (-Dglossa.shared=DIR).");
    return found;
  }
}
