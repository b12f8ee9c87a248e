package dev.glossa.page;

import java.util.List;

/**
 * A table.
 *
 * @param caption what it shows; empty for none
 * @param columns the columns
 * @param rows one text a column, already formatted
 */
public record Table(String caption, List<Column> columns, List<List<String>> rows)
    implements Block {

  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "The table '%s' has %d columns, but a row of %d cells."
                .formatted(caption, columns.size(), row.size()));
      }
    }
  }

  /**
   * @param title the heading
   * @param number whether the cells are figures, which are set flush right
   */
  public record Column(String title, boolean number) {
    /** A column of texts. */
    public static Column text(String title) {
      return new Column(title, false);
    }

    /** A column of figures. */
    public static Column number(String title) {
      return new Column(title, true);
    }
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n");
    if (!caption.isEmpty()) {
      html.append("<caption>").append(Html.escape(caption)).append("</caption>\n");
    }
    html.append("<thead><tr>");
    for (Column column : columns) {
      html.append(column.number() ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
          .append(Html.escape(column.title()))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append(columns.get(i).number() ? "<td class=\"number\">" : "<td dir=\"auto\">")
            .append(Html.escape(row.get(i)))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }
}
