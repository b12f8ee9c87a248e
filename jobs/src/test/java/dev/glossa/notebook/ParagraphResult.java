package dev.glossa.notebook;

import java.util.List;

/**
 * What came of a paragraph.
 *
 * @param note the note's name
 * @param title the paragraph's title
 * @param columns of its table; none where it shows no table
 * @param rows of its table, each value as Zeppelin shows it
 */
record ParagraphResult(String note, String title, List<String> columns, List<List<String>> rows) {

  /** The values of a column, from the first row to the last. */
  List<String> column(String name) {
    int index = columns.indexOf(name);
    return rows.stream().map(row -> row.get(index)).toList();
  }

  /** The sum of a column of integers. */
  long sum(String name) {
    return column(name).stream().mapToLong(Long::parseLong).sum();
  }
}
