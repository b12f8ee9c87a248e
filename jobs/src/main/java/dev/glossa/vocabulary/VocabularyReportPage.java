package dev.glossa.vocabulary;

import dev.glossa.page.BarChart;
import dev.glossa.page.BarChart.Form;
import dev.glossa.page.BarChart.Series;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Group;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Table;
import dev.glossa.page.Table.Column;
import dev.glossa.vocabulary.VocabularyReport.Language;
import dev.glossa.vocabulary.VocabularyReport.Measures;
import dev.glossa.vocabulary.VocabularyReport.Premium;
import dev.glossa.vocabulary.VocabularyReport.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** report.html: one vocabulary, or two side by side, on every language's text. */
final class VocabularyReportPage {

  private static final DoubleUnaryOperator PER_CENT = share -> 100 * share;

  private final VocabularyReport report;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Language> languages = new LinkedHashMap<>();

  private VocabularyReportPage(VocabularyReport report) {
    this.report = report;
    names.add(name(report.tokenizer()));
    if (report.compare() != null) {
      String other = name(report.compare());
      names.add(other.equals(names.get(0)) ? other + " (compared)" : other);
    }
    report.languages().forEach((code, language) -> languages.put(Figures.language(code), language));
  }

  static String html(VocabularyReport report) {
    return new VocabularyReportPage(report).html();
  }

  /** The folder's name, or the file's if it has one of its own. */
  private static String name(Vocabulary vocabulary) {
    String[] parts = vocabulary.path().replaceAll("/+$", "").split("/");
    String last = parts[parts.length - 1];
    return parts.length > 1 && last.startsWith("tokenizer.") ? parts[parts.length - 2] : last;
  }

  private String html() {
    Page page =
        new Page(
            "What a vocabulary makes of text",
            String.join(" beside ", names) + ", on " + String.join(", ", languages.keySet()));
    keyFigures(page);
    return page.section("Tokens per word", fertility())
        .section("How much a token carries", carried())
        .section("Words and bytes", wholeness())
        .section("Parity with English", parity())
        .section("How the vocabulary is used", use())
        .section("The text", List.of(text()))
        .html();
  }

  private void keyFigures(Page page) {
    Measures first = report.all().tokenizer();
    Measures second = report.all().compare();
    keyFigure(page, "tokens per word", first, second, Measures::fertility, "%.3f");
    keyFigure(page, "bytes per token", first, second, Measures::bytesPerToken, "%.2f");
    keyFigure(page, "words kept whole", first, second, m -> 100 * m.wholeWords(), "%.1f %%");
    keyFigure(page, "tokens that are bytes", first, second, m -> 100 * m.byteFallback(), "%.1f %%");
    Vocabulary shown = second == null ? report.tokenizer() : report.compare();
    page.keyFigure(
        Figures.count(shown.pieces()),
        "pieces",
        second == null ? "" : "instead of " + Figures.count(report.tokenizer().pieces()));
  }

  private static void keyFigure(
      Page page,
      String label,
      Measures first,
      Measures second,
      ToDoubleFunction<Measures> measure,
      String format) {
    String before = format.formatted(measure.applyAsDouble(first));
    page.keyFigure(
        second == null ? before : format.formatted(measure.applyAsDouble(second)),
        label,
        second == null ? "" : "instead of " + before);
  }

  private List<Block> fertility() {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Language")));
    names.forEach(name -> columns.add(Column.number(name)));
    if (names.size() > 1) {
      columns.add(Column.number("Change"));
    }
    List<List<String>> rows = new ArrayList<>();
    languages.forEach((name, language) -> rows.add(fertilityRow(name, language)));
    if (languages.size() > 1) {
      rows.add(fertilityRow("All languages", report.all()));
    }
    return List.of(
        chart(
            "Tokens per word",
            "tokens per word",
            Measures::fertility,
            DoubleUnaryOperator.identity()),
        new Table("Tokens per word", columns, rows),
        new Paragraph(
            "A word is a word segment of Unicode's rules with letters, digits or ideographs; the"
                + " tokens of marks and spaces between words count too."));
  }

  private List<String> fertilityRow(String name, Language language) {
    List<String> row = new ArrayList<>(List.of(name));
    double before = language.tokenizer().fertility();
    row.add("%.3f".formatted(before));
    if (language.compare() != null) {
      row.add("%.3f".formatted(language.compare().fertility()));
      row.add(Figures.change(before, language.compare().fertility()));
    }
    return row;
  }

  private List<Block> carried() {
    return List.of(
        new Group(
            List.of(
                chart(
                    "Bytes per token",
                    "bytes of UTF-8 per token",
                    Measures::bytesPerToken,
                    DoubleUnaryOperator.identity()),
                chart(
                    "Characters per token",
                    "characters per token",
                    Measures::charactersPerToken,
                    DoubleUnaryOperator.identity()))));
  }

  private List<Block> wholeness() {
    return List.of(
        new Group(
            List.of(
                chart("Words kept whole", "% of the words", Measures::wholeWords, PER_CENT),
                chart(
                    "Tokens that are single bytes",
                    "% of the tokens",
                    Measures::byteFallback,
                    PER_CENT))),
        new Paragraph(
            "A word is whole if it is one token as it stands in its text, with the space before it"
                + " or without. Bytes stand for characters that the vocabulary does not have."));
  }

  private List<Block> parity() {
    Map<String, Premium> premiums = new LinkedHashMap<>();
    report
        .parity()
        .languages()
        .forEach((code, premium) -> premiums.put(Figures.language(code), premium));
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(names.get(0), premiums.values().stream().map(Premium::tokenizer).toList()));
    if (names.size() > 1) {
      series.add(
          new Series(names.get(1), premiums.values().stream().map(Premium::compare).toList()));
    }
    return List.of(
        new BarChart(
            "Tokens for what takes one token in English",
            "Language",
            "tokens over English tokens",
            List.copyOf(premiums.keySet()),
            series,
            Form.COLUMNS),
        new Paragraph(
            "Tokens of a language over tokens of English for the same text: "
                + report.parity().source()
                + "."));
  }

  private List<Block> use() {
    List<Column> columns =
        List.of(
            Column.text("Vocabulary"),
            Column.number("Pieces"),
            Column.number("For text"),
            Column.number("Unused here"),
            Column.number("Share"),
            Column.number("Added"),
            Column.number("Unused of the added"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(useRow(names.get(0), report.tokenizer()));
    if (report.compare() != null) {
      rows.add(useRow(names.get(1), report.compare()));
    }
    return List.of(
        new Table("Pieces that the text does not need", columns, rows),
        chart(
            "Rényi efficiency (α = 2.5)",
            "entropy over the largest possible",
            Measures::renyiEfficiency,
            DoubleUnaryOperator.identity()),
        new Paragraph(
            "Pieces for text are all but bytes and the special tokens; unused_pieces.jsonl has those"
                + " that do not occur. Rényi efficiency is the entropy of order 2.5 of the tokens"
                + " over the logarithm of the vocabulary's size: the higher, the more evenly the"
                + " pieces are used."));
  }

  private static List<String> useRow(String name, Vocabulary vocabulary) {
    return List.of(
        name,
        Figures.count(vocabulary.pieces()),
        Figures.count(vocabulary.textPieces()),
        Figures.count(vocabulary.unused()),
        Figures.percent(vocabulary.unusedShare()),
        vocabulary.addedPieces() == null ? "–" : Figures.count(vocabulary.addedPieces()),
        vocabulary.unusedAdded() == null ? "–" : Figures.count(vocabulary.unusedAdded()));
  }

  private BarChart chart(
      String title, String unit, ToDoubleFunction<Measures> measure, DoubleUnaryOperator scale) {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            names.get(0),
            languages.values().stream()
                .map(l -> scale.applyAsDouble(measure.applyAsDouble(l.tokenizer())))
                .toList()));
    if (names.size() > 1) {
      series.add(
          new Series(
              names.get(1),
              languages.values().stream()
                  .map(l -> scale.applyAsDouble(measure.applyAsDouble(l.compare())))
                  .toList()));
    }
    return new BarChart(
        title, "Language", unit, List.copyOf(languages.keySet()), series, Form.COLUMNS);
  }

  private Table text() {
    return new Table(
        "What was measured",
        List.of(
            Column.text("Language"),
            Column.number("Documents"),
            Column.number("Words"),
            Column.number("Characters"),
            Column.number("Bytes")),
        languages.entrySet().stream()
            .map(
                language ->
                    List.of(
                        language.getKey(),
                        Figures.count(language.getValue().documents()),
                        Figures.count(language.getValue().words()),
                        Figures.count(language.getValue().characters()),
                        Figures.count(language.getValue().bytes())))
            .toList());
  }
}
