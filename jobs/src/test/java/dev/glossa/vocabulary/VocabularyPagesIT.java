package dev.glossa.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.page.Chromium;
import dev.glossa.vocabulary.VocabularyReport.Language;
import dev.glossa.vocabulary.VocabularyReport.Measures;
import dev.glossa.vocabulary.VocabularyReport.Parity;
import dev.glossa.vocabulary.VocabularyReport.Premium;
import dev.glossa.vocabulary.VocabularyReport.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** report.html and curve.html in a real browser. */
class VocabularyPagesIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String HOSTILE = "<img src=x onerror=document.title='taken'>";

  @TempDir Path folder;

  private Path page;
  private Chromium browser;

  @BeforeEach
  void openBrowser() throws Exception {
    assumeTrue(
        Chromium.program().isPresent(),
        "Skipped: there is no chromium on the PATH (Debian: apt-get install chromium).");
    page = folder.resolve("page.html");
    browser =
        Chromium.start(
            Chromium.program().orElseThrow(), Files.createDirectory(folder.resolve("profile")));
    browser.width(1280);
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void theReportDrawsEveryChartWithoutComplaintOrNetwork() throws IOException {
    show("vocabulary-report", VocabularyReportPage.html(report()));

    assertThat(count("figure.chart canvas")).isEqualTo(7);
    assertThat(count("table")).isEqualTo(7 + 3);
    assertThat(browser.evaluate("document.body.innerText").asText())
        .contains("Hindi")
        .contains("Tokens for what takes one token in English");
  }

  @Test
  void theCurveDrawsEveryChartAndMarksTheKnee() throws IOException {
    show("vocabulary-curve", VocabularyCurvePage.html(curve(), List.of(HOSTILE)));

    assertThat(count("figure.chart canvas")).isEqualTo(2);
    assertThat(count("table")).isEqualTo(2 + 3);
    assertThat(
            browser.evaluate(
                "Chart.getChart(document.querySelector('canvas')).data.datasets"
                    + ".map(d => d.pointRadius.filter(r => r === 6).length).join()"))
        .hasToString("\"1,1,1\"");
  }

  private void show(String name, String html) throws IOException {
    Files.writeString(page, html);
    browser.open(page.toUri());
    browser.screenshot(PICTURES.resolve(name + ".png"), 0);

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
    assertThat(browser.evaluate("document.documentElement.dataset.charts").asInt())
        .isEqualTo(count("figure.chart canvas"));
    assertThat(browser.evaluate("document.title").asText()).doesNotContain("taken");
    assertThat(count("main img, header img")).isZero();
  }

  private int count(String selector) {
    return browser.evaluate("document.querySelectorAll(\"" + selector + "\").length").asInt();
  }

  private static VocabularyReport report() {
    SortedMap<String, Language> languages = new TreeMap<>();
    languages.put("en", language(1.4, 1.38));
    languages.put("hi", language(5.9, 1.9));
    languages.put("zh", language(2.7, 1.3));
    SortedMap<String, Premium> premiums = new TreeMap<>();
    premiums.put("en", new Premium(30, 1, 1.0));
    premiums.put("hi", new Premium(30, 5.1, 1.8));
    return new VocabularyReport(
        1,
        new Vocabulary("models/llama/tokenizer.model", 32000, 31741, 5000, 0.157, null, null),
        new Vocabulary("out/" + HOSTILE, 40000, 39741, 5100, 0.128, 8000, 42),
        language(2.9, 1.5),
        languages,
        new Parity("Universal Declaration of Human Rights", premiums));
  }

  private static Language language(double before, double after) {
    return new Language(120, 100_000, 600_000, 300_000, measures(before), measures(after));
  }

  private static Measures measures(double fertility) {
    long tokens = Math.round(fertility * 100_000);
    return new Measures(
        tokens,
        fertility,
        600_000.0 / tokens,
        300_000.0 / tokens,
        1 / fertility / fertility,
        0.1 * (fertility - 1),
        0.5 / fertility,
        20_000);
  }

  private static VocabularyCurve curve() {
    SortedMap<String, CurveCounts> counts = new TreeMap<>();
    counts.put("en", counts(9_000_000, 4_000));
    counts.put("hi", counts(5_000_000, 9_000));
    return VocabularyCurve.of(400, counts, new TreeSet<>(List.of(4000, 8000, 16000)));
  }

  /** Savings that fall as one over the merge's rank. */
  private static CurveCounts counts(long tokens, double scale) {
    long[] saved = new long[16000 - 400];
    for (int merge = 0; merge < saved.length; merge++) {
      saved[merge] = Math.round(scale * 150 / (merge + 150));
    }
    return new CurveCounts(10_000, 1_500_000, 9_000_000, tokens, saved);
  }
}
