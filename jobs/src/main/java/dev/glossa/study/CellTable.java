package dev.glossa.study;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.page.Figures;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cells below each other, a row for all seeds of one, with what was measured of them. */
final class CellTable {
  private CellTable() {}

  /** A column for each measure, with the measure's title. */
  static Table of(String caption, List<Measure> measures, List<Replicates> groups) {
    return of(
        caption,
        measures.stream().map(measure -> capital(measure.title())).toList(),
        measures,
        groups);
  }

  /**
   * @param titles one for each measure
   */
  static Table of(
      String caption, List<String> titles, List<Measure> measures, List<Replicates> groups) {
    List<Table.Column> columns = factorColumns();
    columns.add(number("Instructions"));
    titles.forEach(title -> columns.add(number(title)));
    List<List<String>> rows = new ArrayList<>();
    for (Replicates group : groups) {
      List<String> row = factorCells(group.factors());
      row.add(Figures.count(group.factors().instructions()));
      measures.forEach(measure -> row.add(group.text(measure)));
      rows.add(row);
    }
    return new Table(caption, columns, rows);
  }

  /** The columns that say which cell it is but for its instructions, to be followed by others. */
  static List<Table.Column> factorColumns() {
    return new ArrayList<>(
        List.of(
            text("Language"),
            number("Pieces added"),
            number("Tokens of pretraining"),
            number("English")));
  }

  /** What stands in these columns. */
  static List<String> factorCells(Factors factors) {
    return new ArrayList<>(
        List.of(
            Figures.language(factors.language()),
            Figures.count(factors.addedPieces()),
            Figures.count(factors.pretrainTokens()),
            factors.pretrainTokens() == 0
                ? "–"
                : String.format(Locale.ROOT, "%.0f %%", 100 * factors.englishShare())));
  }

  static String capital(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }
}
