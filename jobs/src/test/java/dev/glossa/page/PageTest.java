package dev.glossa.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.page.Table.Column;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Pattern LOADS =
      Pattern.compile("<(?:script|img|iframe|link|object|embed)[^>]*(?:src|href)=\"(?!data:)");

  @Test
  void loadsNothingAndForbidsLoading() {
    String html = new Page("Title", "").section("One", List.of(new Paragraph("text"))).html();

    assertThat(LOADS.matcher(html).find()).isFalse();
    assertThat(html)
        .contains("Content-Security-Policy\" content=\"default-src 'none';")
        .doesNotContain("unsafe-inline")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void escapesTextEverywhere() {
    String hostile = "<script>alert('\"&')</script>";
    String html =
        new Page(hostile, hostile)
            .keyFigure(hostile, hostile, hostile)
            .section(
                hostile,
                List.of(
                    new Paragraph(hostile),
                    new Table(hostile, List.of(Column.text(hostile)), List.of(List.of(hostile))),
                    new Cards(List.of(new Cards.Card(hostile, hostile, hostile, Cards.Tone.OPEN))),
                    new Samples(
                        List.of(new Samples.Sample(hostile, List.of(hostile), hostile, hostile))),
                    new Folded(hostile, List.of(new Paragraph(hostile))),
                    new BarChart(
                        hostile,
                        hostile,
                        hostile,
                        List.of(hostile),
                        List.of(
                            new BarChart.Series(hostile, List.of(1.0), List.of(List.of(0.5, 1.5)))),
                        BarChart.Form.COLUMNS),
                    new LineChart(
                        hostile,
                        hostile,
                        hostile,
                        List.of(new LineChart.Curve(hostile, List.of(new LineChart.Point(0, 0)))))))
            .html();

    assertThat(html).doesNotContain("<script>alert").doesNotContain("alert('\"");
  }

  @Test
  void replacesWhatHtmlAndUtf8CannotHold() {
    assertThat(Html.escape("a\u0000b\uD800c\n\tमातृभाषा")).isEqualTo("a\uFFFDb\uFFFDc\n\tमातृभाषा");
  }

  @Test
  void namesTheTableWhoseRowsDoNotFit() {
    assertThatThrownBy(
            () -> new Table("Rates", List.of(Column.text("a")), List.of(List.of("1", "2"))))
        .hasMessageContaining("Rates")
        .hasMessageContaining("2 cells");
  }

  @Test
  void aChartWithoutJavaScriptIsATableOfTheSameNumbers() {
    String html =
        new BarChart(
                "Fertility",
                "Language",
                "tokens per word",
                List.of("Tamil"),
                List.of(
                    new BarChart.Series("before", List.of(17.25)),
                    new BarChart.Series("after", java.util.Collections.singletonList(null))),
                BarChart.Form.COLUMNS)
            .html();

    assertThat(html)
        .contains("<details open>")
        .contains("<td dir=\"auto\">Tamil</td><td class=\"number\">17.250</td>")
        .contains("<td class=\"number\">–</td>");
  }

  @Test
  void aLongCurveKeepsItsEnds() {
    List<LineChart.Point> points =
        java.util.stream.IntStream.rangeClosed(1, 5000)
            .mapToObj(i -> new LineChart.Point(i, i))
            .toList();
    String html =
        new LineChart("Loss", "step", "nats", List.of(new LineChart.Curve("base", points))).html();

    assertThat(html).contains("{\"x\":1.0,").contains("{\"x\":5000.0,");
    assertThat(html.length()).isLessThan(30_000);
  }
}
