package dev.glossa.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.page.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's report in a real browser, with text in it that attacks the page. */
class DemoReportIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int TABLES_WITHOUT_NUMBERS_OF_CHARTS = 5;

  @TempDir Path folder;

  private Path page;
  private Chromium browser;

  @BeforeEach
  void openBrowser() throws Exception {
    assumeTrue(
        Chromium.program().isPresent(),
        "Skipped: there is no chromium on the PATH (Debian: apt-get install chromium).");
    page = folder.resolve("report.html");
    Files.writeString(page, DemoReport.html(DemoFindingsExample.findings()));
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
  void drawsEveryChartWithoutComplaintOrNetwork() throws IOException {
    browser.open(page.toUri());
    browser.screenshot(PICTURES.resolve("report-light.png"), 0);
    browser.screenshot(PICTURES.resolve("report-top.png"), 1100);

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
    int charts = count("figure.chart canvas");
    assertThat(charts).isGreaterThanOrEqualTo(7);
    assertThat(drawnCanvases()).isEqualTo(charts);
    assertThat(count("table")).isEqualTo(charts + TABLES_WITHOUT_NUMBERS_OF_CHARTS);
    assertThat(count(".card")).isEqualTo(4);
  }

  @Test
  void showsHostileTextAsText() {
    browser.open(page.toUri());

    assertThat(browser.evaluate("document.title").asText()).doesNotContain("taken");
    assertThat(count("main img")).isZero();
    assertThat(browser.evaluate("document.body.innerText").asText())
        .contains("<img src=x onerror=");
  }

  @Test
  void isDarkWhereThatIsPreferred() throws IOException {
    browser.preferDark();
    browser.open(page.toUri());
    browser.screenshot(PICTURES.resolve("report-dark.png"), 0);

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(19, 22, 27)");
    assertThat(drawnCanvases()).isEqualTo(count("figure.chart canvas"));
  }

  @Test
  void fitsANarrowScreen() throws IOException {
    browser.width(390);
    browser.open(page.toUri());
    browser.screenshot(PICTURES.resolve("report-narrow.png"), 0);

    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
  }

  @Test
  void showsArabicFromRightToLeft() {
    browser.open(page.toUri());

    assertThat(
            browser
                .evaluate(
                    """
                    [...document.querySelectorAll(".sample .text")]
                      .filter(text => text.textContent.startsWith("السابق"))
                      .map(text => getComputedStyle(text).direction).join()
                    """)
                .asText())
        .isEqualTo("rtl");
  }

  private int count(String selector) {
    return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  private int drawnCanvases() {
    return browser
        .evaluate(
            """
            [...document.querySelectorAll("figure.chart canvas")].filter(canvas =>
              canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
                .some(value => value !== 0)).length
            """)
        .asInt();
  }
}
