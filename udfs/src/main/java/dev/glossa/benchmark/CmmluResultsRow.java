package dev.glossa.benchmark;

import java.util.List;
import java.util.Set;

/**
 * What becomes of an output in the CSV file of results that CMMLU's totals are made from. Newlines
 * are removed. A carriage return in a field that needs no quotes ends the row; what follows it is
 * read as rows of their own, which have no answer and count as wrong. What looks like a missing
 * value is read as the text "nan".
 *
 * @param response the output as it is read again; never empty
 * @param remains how many rows more the output has become
 */
public record CmmluResultsRow(String response, int remains) {
  private static final Set<String> MISSING =
      Set.of(
          "",
          "#N/A",
          "#N/A N/A",
          "#NA",
          "-1.#IND",
          "-1.#QNAN",
          "-NaN",
          "-nan",
          "1.#IND",
          "1.#QNAN",
          "<NA>",
          "N/A",
          "NA",
          "NULL",
          "NaN",
          "None",
          "n/a",
          "nan",
          "null");

  /** The row of an output. */
  public static CmmluResultsRow of(String output) {
    String line = output.replace("\n", "");
    boolean quoted = line.indexOf(',') >= 0 || line.indexOf('"') >= 0;
    List<String> rows = quoted ? List.of(line) : PythonText.split(line, "\r");
    String response = rows.get(0);
    long remains = rows.stream().skip(1).filter(CmmluResultsRow::isRead).count();
    return new CmmluResultsRow(MISSING.contains(response) ? "nan" : response, (int) remains);
  }

  /** Rows of nothing but blanks are skipped. */
  private static boolean isRead(String row) {
    return row.chars().anyMatch(c -> c != ' ' && c != '\t');
  }
}
