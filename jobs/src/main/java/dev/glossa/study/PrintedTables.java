package dev.glossa.study;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Folded;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The paper's tables as it printed them, whole. */
final class PrintedTables {
  private final Published published;

  PrintedTables(Published published) {
    this.published = published;
  }

  List<Block> blocks() {
    return List.of(
        new Paragraph(published.source() + "."),
        new Folded(published.responseQuality().place() + ", whole", List.of(quality())),
        new Folded(published.perplexity().place() + ", whole", List.of(perplexity())),
        new Folded(
            published.languages().place() + ", whole", List.of(languages(true), languages(false))));
  }

  private Table quality() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(text("Model"));
    columns.add(number("Instructions"));
    addAspects(columns);
    List<List<String>> rows = new ArrayList<>();
    for (Published.ResponseQuality.Row row : published.responseQuality().rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(row.model());
      cells.add(Figures.count(row.instructions()));
      row.aspects().forEach(value -> cells.add(printed(value)));
      cells.add(printed(row.average()));
      rows.add(cells);
    }
    return new Table("Answers to Chinese instructions, each aspect from 0 to 3", columns, rows);
  }

  private Table perplexity() {
    return new Table(
        "Perplexity per token",
        List.of(text("Model"), number("Chinese"), number("English")),
        published.perplexity().rows().stream()
            .map(row -> List.of(row.model(), printed(row.chinese()), printed(row.english())))
            .toList());
  }

  private Table languages(boolean few) {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(text("Language"));
    addAspects(columns);
    List<List<String>> rows = new ArrayList<>();
    for (Published.Languages.Row row : published.languages().rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(Figures.language(row.language()));
      (few ? row.few() : row.many()).forEach(value -> cells.add(printed(value)));
      cells.add(printed(few ? row.fewAverage() : row.manyAverage()));
      rows.add(cells);
    }
    return new Table(
        few
            ? "After %s instructions"
                .formatted(Figures.count(published.languages().fewInstructions()))
            : "After the large set of instructions",
        columns,
        rows);
  }

  private void addAspects(List<Table.Column> columns) {
    published.aspects().forEach(aspect -> columns.add(number(CellTable.capital(aspect))));
    columns.add(number("Mean"));
  }

  /** With the paper's three decimals. */
  static String printed(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
