package dev.glossa.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.language.LanguageScore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentificationTest {

  private static final String INDONESIAN =
      "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama.";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Identification of(Map<String, Object> options) {
    Map<String, Object> all = new TreeMap<>(options);
    all.put("prepare.output", "out");
    return new Identification(
        dev.glossa.job.Configuration.load(null, Map.of(), all)
            .section("prepare", PrepareSettings.class));
  }

  private static Identification withModel(Path model) {
    Identification identification = of(Map.of("prepare.language-model", model.toString()));
    identification.load(new Configuration());
    return identification;
  }

  @Test
  void theIdentifierDecides() {
    Identification identification = of(Map.of());
    assertThat(identification.identify(INDONESIAN, "en").language()).isEqualTo("id");
  }

  @Test
  void aToldLanguageOverridesIdentifierAndLabel() {
    Identification identification = of(Map.of("prepare.language", "deu_Latn"));
    assertThat(identification.identify(INDONESIAN, "en")).isEqualTo(new LanguageScore("de", 1));
    assertThat(identification.wants("de")).isTrue();
  }

  @Test
  void inParityTheLabelDecides() {
    Identification identification = of(Map.of("prepare.parity", true));
    assertThat(identification.identify(INDONESIAN, "swh_Latn"))
        .isEqualTo(new LanguageScore("sw", 1));
  }

  @Test
  void otherLanguagesAreWantedIfConfigured() {
    assertThat(of(Map.of()).wants("de")).isFalse();
    Identification keeping = of(Map.of("prepare.other-languages", "keep"));
    assertThat(keeping.wants("de")).isTrue();
    assertThat(keeping.wants("und")).isFalse();
    assertThat(of(Map.of("prepare.languages", List.of("de"))).wants("de")).isTrue();
  }

  @Test
  void oneLeastScoreHoldsForAllLanguages() {
    Identification identification = of(Map.of("prepare.min-language-score", 0.125));
    assertThat(identification.leastScore("hi")).isEqualTo(0.125);
    assertThat(identification.leastScore("xx")).isEqualTo(0.125);
  }

  @Test
  void aModelIsReadByItsPath() {
    Identification identification = withModel(shared("data/models/lid.176.ftz"));
    assertThat(identification.identify(INDONESIAN, null).language()).isEqualTo("id");
  }

  @Test
  void mostLinesOfEveryLanguagePassWithTheBundledIdentifier() throws IOException {
    assertMostLinesPass(of(Map.of()));
  }

  @Test
  void mostLinesOfEveryLanguagePassWithLid176() throws IOException {
    assertMostLinesPass(withModel(shared("data/models/lid.176.ftz")));
  }

  private static void assertMostLinesPass(Identification identification) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(shared("data/corpus"))) {
      files = found.filter(file -> file.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String language = file.getFileName().toString().replace(".jsonl.gz", "");
      List<String> lines = lines(file);
      // Every so many, so that there are about a thousand.
      int step = Math.max(1, lines.size() / 1000);
      List<LanguageScore> found = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += step) {
        found.add(identification.identify(lines.get(i), null));
      }
      long passing =
          found.stream()
              .filter(
                  score ->
                      score.language().equals(language)
                          && score.score() >= identification.leastScore(language))
              .count();
      assertThat((double) passing / found.size()).as(language).isGreaterThanOrEqualTo(0.95);
    }
  }

  @Test
  void aMissingModelIsNamed() {
    assertUsage(folder.resolve("none.bin"), "There is no language model at '");
  }

  @Test
  void aDamagedModelIsNamed() throws IOException {
    Path model = Files.writeString(folder.resolve("model.bin"), "no model at all");
    assertUsage(model, "The language model '" + model + "' is no fastText model");
    assertUsage(Files.createFile(folder.resolve("empty.bin")), "ends before an integer");
  }

  private static void assertUsage(Path model, String message) {
    assertThatThrownBy(() -> withModel(model))
        .isInstanceOfSatisfying(
            GlossaException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(message);
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        lines.addAll(JSON.readTree(row).get("text").asText().lines().toList());
      }
    }
    return lines;
  }

  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("glossa.shared", "../../shared")).resolve(name);
    assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
    return file;
  }
}
