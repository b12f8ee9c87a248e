package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.pack.TinyTokenizer;
import dev.glossa.vocabulary.VocabularyReport.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The base has 3 special tokens and 41 characters; the extended one also ab and ▁ab. English is "ab
 * ab c", 8 tokens (▁ a b ▁ a b ▁ c), extended 4 (▁ab ▁ab ▁ c); Swahili is "ba ba", 6 tokens.
 */
class VocabularyReportJobTest {

  private static final IngestSettings INGEST =
      Configuration.defaults().section("ingest", IngestSettings.class);

  @TempDir Path folder;

  @BeforeEach
  void writeText() throws IOException {
    TinyTokenizer.write(folder.resolve("base"));
    TinyTokenizer.write(folder.resolve("extended"), "a b", "\u2581 ab");
    Files.writeString(
        folder.resolve("text.jsonl"),
        """
        {"text": "ab ab c", "lang": "en"}
        {"text": "ba ba", "lang": "swh_Latn"}
        """);
    Files.writeString(
        folder.resolve("parallel.jsonl"),
        """
        {"id": "1", "text": "ab", "lang": "en"}
        {"id": "1", "text": "ba ba", "lang": "sw"}
        {"id": "2", "text": "ba", "lang": "sw"}
        {"id": "3", "text": "ab ab", "lang": "en"}
        """);
  }

  private VocabularyReport report(String compare, String input, String parallel, String output) {
    return new VocabularyReportJob(
            new VocabularyReportSettings(
                folder.resolve("base").toString(),
                compare == null ? null : folder.resolve(compare).toString(),
                "sentencepiece",
                List.of(folder.resolve(input).toString()),
                parallel == null ? null : folder.resolve(parallel).toString(),
                folder.resolve(output).toString(),
                INGEST))
        .run(LocalSpark.session());
  }

  @Test
  void setsTwoVocabulariesSideBySideOnEveryLanguage() {
    VocabularyReport report = report("extended", "text.jsonl", "parallel.jsonl", "report");
    Measures base = report.languages().get("en").tokenizer();
    Measures extended = report.languages().get("en").compare();

    assertThat(base.tokens()).isEqualTo(8);
    assertThat(base.fertility()).isEqualTo(8 / 3.0);
    assertThat(base.bytesPerToken()).isEqualTo(7 / 8.0);
    assertThat(base.wholeWords()).isEqualTo(1 / 3.0);
    assertThat(extended.tokens()).isEqualTo(4);
    assertThat(extended.fertility()).isEqualTo(4 / 3.0);
    assertThat(extended.charactersPerToken()).isEqualTo(7 / 4.0);
    assertThat(extended.wholeWords()).isEqualTo(1.0);
    assertThat(report.languages().get("sw").compare().tokens()).isEqualTo(6);
    assertThat(report.all().tokenizer().fertility()).isEqualTo(14 / 5.0);
    assertThat(report.all().documents()).isEqualTo(2);
  }

  @Test
  void parityComparesTextsThatAreThereInEnglish() {
    VocabularyReport.Premium swahili =
        report("extended", "text.jsonl", "parallel.jsonl", "report").parity().languages().get("sw");

    assertThat(swahili.texts()).isEqualTo(1);
    assertThat(swahili.tokenizer()).isEqualTo(6 / 3.0);
    assertThat(swahili.compare()).isEqualTo(6 / 1.0);
  }

  @Test
  void unusedPiecesAreCountedAndListed() throws IOException {
    VocabularyReport report = report("extended", "text.jsonl", "parallel.jsonl", "report");

    assertThat(report.tokenizer().pieces()).isEqualTo(44);
    assertThat(report.tokenizer().textPieces()).isEqualTo(41);
    assertThat(report.tokenizer().unused()).isEqualTo(37);
    assertThat(report.tokenizer().addedPieces()).isNull();
    assertThat(report.compare().addedPieces()).isEqualTo(2);
    assertThat(report.compare().unusedAdded()).isEqualTo(1);
    assertThat(report.compare().unusedShare()).isEqualTo(38 / 43.0);
    assertThat(Files.readAllLines(folder.resolve("report/unused_pieces.jsonl")))
        .hasSize(37 + 38)
        .contains("{\"id\":44,\"piece\":\"ab\",\"vocabulary\":\"compare\"}");
  }

  /** Used are ▁, a, b, c of 44 pieces, 3 + 2, 2 + 2, 2 + 2 and 1 times: 14 tokens. */
  @Test
  void renyiEfficiencyIsThatOfTheTokensOverTheVocabulary() {
    double sum = 0;
    for (int count : new int[] {5, 4, 4, 1}) {
      sum += Math.pow(count / 14.0, 2.5);
    }
    assertThat(
            report(null, "text.jsonl", "parallel.jsonl", "report")
                .all()
                .tokenizer()
                .renyiEfficiency())
        .isEqualTo(Math.log(sum) / -1.5 / Math.log(44), within(1e-14));
  }

  @Test
  void theDeclarationOfHumanRightsIsTheParallelTextThatIsThere() {
    VocabularyReport report = report(null, "text.jsonl", null, "report");

    assertThat(report.parity().languages()).hasSize(19).containsKeys("hi", "zh", "sw", "ne");
    assertThat(report.parity().languages().values()).allMatch(premium -> premium.texts() == 30);
    assertThat(report.parity().languages().get("en").tokenizer()).isEqualTo(1.0);
    assertThat(report.compare()).isNull();
    assertThat(report.languages().get("en").compare()).isNull();
  }

  @Test
  void theFilesDoNotDependOnTheInputsParts() throws IOException {
    report("extended", "text.jsonl", null, "report");
    Files.createDirectories(folder.resolve("parts"));
    List<String> lines = Files.readAllLines(folder.resolve("text.jsonl"));
    for (int part = 0; part < lines.size(); part++) {
      Files.writeString(folder.resolve("parts/" + (9 - part) + ".jsonl"), lines.get(part));
    }
    report("extended", "parts", null, "parted");

    for (String file : List.of("report.json", "report.html", "unused_pieces.jsonl")) {
      assertThat(folder.resolve("parted").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("report").resolve(file));
    }
  }

  @Test
  void parallelTextWithoutEnglishIsAUsageError() {
    assertThatThrownBy(() -> report(null, "text.jsonl", "text.jsonl", "report"))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("the same id and another lang (--parallel)")
        .extracting(e -> ((GlossaException) e).exitCode())
        .isEqualTo(ExitCode.USAGE);
  }
}
