package dev.glossa.vocabulary;

import dev.glossa.page.Figures;
import dev.glossa.page.LineChart;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Table;
import dev.glossa.page.Table.Column;
import dev.glossa.vocabulary.VocabularyCurve.LanguageCurve;
import dev.glossa.vocabulary.VocabularyCurve.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** curve.html: tokens per word and bytes per token against the size of the vocabulary. */
final class VocabularyCurvePage {

  private static final String ALL = "All languages";

  private VocabularyCurvePage() {}

  /**
   * @param inputs what was trained on
   */
  static String html(VocabularyCurve curve, List<String> inputs) {
    Map<String, LanguageCurve> curves = new LinkedHashMap<>();
    curve.languages().forEach((code, own) -> curves.put(Figures.language(code), own));
    if (curves.size() > 1) {
      curves.put(ALL, curve.all());
    }
    Page page = new Page("How large a vocabulary?", "One training on " + String.join(", ", inputs));
    keyFigures(page, curve);
    return page.section(
            "Tokens per word",
            List.of(
                explanation(),
                chart("Tokens per word", curves, Point::fertility),
                table("Tokens per word", curves, Point::fertility)))
        .section(
            "Bytes per token",
            List.of(
                chart("Bytes per token", curves, Point::bytesPerToken),
                table("Bytes per token", curves, Point::bytesPerToken)))
        .section("The text", List.of(text(curves)))
        .html();
  }

  private static void keyFigures(Page page, VocabularyCurve curve) {
    List<Point> sizes = curve.all().sizes();
    Point knee = curve.all().knee();
    if (knee != null) {
      page.keyFigure(
          Figures.count(knee.size()),
          "pieces at the knee",
          "%.3f tokens per word".formatted(knee.fertility()));
    }
    for (Point end : List.of(sizes.get(0), sizes.get(sizes.size() - 1))) {
      page.keyFigure(
          "%.3f".formatted(end.fertility()),
          "tokens per word with " + Figures.count(end.size()) + " pieces",
          "%.2f bytes per token".formatted(end.bytesPerToken()));
    }
    page.keyFigure(
        Figures.count(curve.smallest()), "pieces at least", "given pieces and characters");
  }

  private static Paragraph explanation() {
    return new Paragraph(
        "The merges of a smaller vocabulary are the first ones of a larger one, so one training"
            + " gives them all. Tokens are counted on the text that was trained on; a word is a word"
            + " segment of Unicode's rules with letters, digits or ideographs. The large dot is the"
            + " knee: the size that lies farthest below the straight line from the first size asked"
            + " for to the last one, with both axes brought to the same length (Kneedle). Before it"
            + " a piece saves more tokens than on average, after it fewer.");
  }

  private static LineChart chart(
      String title, Map<String, LanguageCurve> curves, ToDoubleFunction<Point> measure) {
    List<LineChart.Curve> lines = new ArrayList<>();
    curves.forEach(
        (name, curve) ->
            lines.add(
                new LineChart.Curve(
                    name,
                    curve.curve().stream().map(point -> plotted(point, measure)).toList(),
                    curve.knee() == null ? null : plotted(curve.knee(), measure))));
    return new LineChart(title + " against size", "pieces", title.toLowerCase(), lines);
  }

  private static LineChart.Point plotted(Point point, ToDoubleFunction<Point> measure) {
    return new LineChart.Point(point.size(), measure.applyAsDouble(point));
  }

  private static Table table(
      String title, Map<String, LanguageCurve> curves, ToDoubleFunction<Point> measure) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Language"));
    curves.values().iterator().next().sizes().stream()
        .map(point -> Column.number(Figures.count(point.size())))
        .forEach(columns::add);
    columns.add(Column.number("Knee at"));
    columns.add(Column.number("There"));
    List<List<String>> rows = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          List<String> row = new ArrayList<>();
          row.add(name);
          curve.sizes().forEach(point -> row.add(figure(point, measure)));
          row.add(curve.knee() == null ? "–" : Figures.count(curve.knee().size()));
          row.add(curve.knee() == null ? "–" : figure(curve.knee(), measure));
          rows.add(row);
        });
    return new Table(title + " by the vocabulary's size", columns, rows);
  }

  private static String figure(Point point, ToDoubleFunction<Point> measure) {
    return "%.3f".formatted(measure.applyAsDouble(point));
  }

  private static Table text(Map<String, LanguageCurve> curves) {
    return new Table(
        "What was trained on, each sentence once",
        List.of(
            Column.text("Language"),
            Column.number("Sentences"),
            Column.number("Words"),
            Column.number("Bytes")),
        curves.entrySet().stream()
            .map(
                curve ->
                    List.of(
                        curve.getKey(),
                        Figures.count(curve.getValue().sentences()),
                        Figures.count(curve.getValue().words()),
                        Figures.count(curve.getValue().bytes())))
            .toList());
  }
}
