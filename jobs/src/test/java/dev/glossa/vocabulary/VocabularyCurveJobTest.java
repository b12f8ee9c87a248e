package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.vocabulary.VocabularyCurve.LanguageCurve;
import dev.glossa.vocabulary.VocabularyCurve.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The text has the words ▁ab (4 times, English) and ▁ba (twice, Swahili); the vocabulary begins
 * with 3 given pieces and the characters ▁, a, b, and learns ab, ▁ab, ba, ▁ba in this order.
 */
class VocabularyCurveJobTest {

  private static final IngestSettings INGEST =
      Configuration.defaults().section("ingest", IngestSettings.class);

  @TempDir Path folder;

  @BeforeEach
  void writeText() throws IOException {
    Files.writeString(
        folder.resolve("text.jsonl"),
        """
        {"text": "ab ab ab", "lang": "en"}
        {"text": "ba\\n\\nba\\r", "lang": "swh_Latn"}
        {"text": "ab", "lang": "en"}
        """);
  }

  private VocabularyCurveJob job(String input, String output, Integer... sizes) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("character-coverage", "1.0");
    flags.put("hard-vocab-limit", "false");
    return new VocabularyCurveJob(
        new VocabularyCurveSettings(
            List.of(folder.resolve(input).toString()),
            folder.resolve(output).toString(),
            List.of(sizes),
            flags,
            INGEST));
  }

  private VocabularyCurve curve(Integer... sizes) {
    return job("text.jsonl", "curve", sizes).run(LocalSpark.session());
  }

  private static List<Double> fertility(LanguageCurve curve) {
    return curve.sizes().stream().map(Point::fertility).toList();
  }

  @Test
  void tokensPerWordOfEverySizeComeFromOneTraining() {
    VocabularyCurve curve = curve(6, 7, 8, 9, 10);

    assertThat(curve.smallest()).isEqualTo(6);
    assertThat(curve.largest()).isEqualTo(10);
    assertThat(curve.languages()).containsOnlyKeys("en", "sw");
    assertThat(fertility(curve.languages().get("en"))).containsExactly(3.0, 2.0, 1.0, 1.0, 1.0);
    assertThat(fertility(curve.languages().get("sw"))).containsExactly(3.0, 3.0, 3.0, 2.0, 1.0);
    assertThat(curve.all().sizes().stream().map(Point::tokens))
        .containsExactly(18L, 14L, 10L, 8L, 6L);
  }

  @Test
  void bytesPerTokenAreThoseOfTheLines() {
    LanguageCurve english = curve(6, 10).languages().get("en");

    assertThat(english.sentences()).isEqualTo(2);
    assertThat(english.words()).isEqualTo(4);
    assertThat(english.bytes()).isEqualTo(10);
    assertThat(english.sizes().stream().map(Point::bytesPerToken))
        .containsExactly(10 / 12.0, 10 / 4.0);
  }

  @Test
  void theKneeIsWhereTheCurveBendsMost() {
    VocabularyCurve curve = curve(10, 6);

    assertThat(curve.all().knee().size()).isEqualTo(8);
    assertThat(curve.languages().get("en").knee().size()).isEqualTo(8);
    assertThat(curve.languages().get("sw").knee()).isNull();
  }

  @Test
  void theVocabularyOfEverySizeIsWhatTrainingWouldHaveMade() {
    curve(7, 9);
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("character-coverage", "1.0");
    flags.put("hard-vocab-limit", "false");
    flags.put("vocab-size", "7");
    new TrainVocabularyJob(
            TrainVocabularySettings.of(
                List.of(folder.resolve("text.jsonl").toString()),
                folder.resolve("seven").toString(),
                flags,
                INGEST))
        .run(LocalSpark.session());

    for (String file : List.of("tokenizer.model", "tokenizer.json")) {
      assertThat(folder.resolve("curve/vocabulary-7").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("seven").resolve(file));
    }
    assertThat(folder.resolve("curve/vocabulary-9/tokenizer.model")).exists();
  }

  @Test
  void aSizeThatTheTextDoesNotSupportBecomesTheLargestItDoes() {
    VocabularyCurve curve = curve(8, 100, 200);

    assertThat(curve.all().sizes().stream().map(Point::size)).containsExactly(8, curve.largest());
  }

  @Test
  void theSmallestPossibleSizeIsNamed() {
    assertThatThrownBy(() -> curve(5, 8))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("the smallest possible has 6, of which 3 are characters")
        .extracting(e -> ((GlossaException) e).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThatThrownBy(() -> job("text.jsonl", "none"))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("--sizes");
  }

  @Test
  void theFilesDoNotDependOnTheInputsParts() throws IOException {
    curve(6, 8, 10);
    Files.createDirectories(folder.resolve("parts"));
    List<String> lines = Files.readAllLines(folder.resolve("text.jsonl"));
    for (int part = 0; part < lines.size(); part++) {
      Files.writeString(folder.resolve("parts/" + (9 - part) + ".jsonl"), lines.get(part));
    }
    job("parts", "parted", 6, 8, 10).run(LocalSpark.session());

    assertThat(folder.resolve("parted/curve.json"))
        .hasSameBinaryContentAs(folder.resolve("curve/curve.json"));
  }

  @Test
  void curveJsonHasTheFigures() throws IOException {
    curve(6, 8, 10);
    JsonNode json = new ObjectMapper().readTree(folder.resolve("curve/curve.json").toFile());

    assertThat(json.path("schema").asInt()).isEqualTo(1);
    assertThat(json.at("/languages/en/sizes/1/size").asInt()).isEqualTo(8);
    assertThat(json.at("/languages/en/sizes/1/fertility").asDouble()).isEqualTo(1.0);
    assertThat(json.at("/all/knee/bytes_per_token").asDouble()).isEqualTo(14 / 10.0);
  }
}
