package dev.glossa.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars.
 *
 * @param title what is shown
 * @param labelTitle what the bars are: languages, reasons
 * @param valueTitle what is measured, with its unit
 * @param labels one for each bar or group of bars
 * @param series one for each bar of a group
 * @param form how they stand
 * @param marks lines across a histogram, such as thresholds
 */
public record BarChart(
    String title,
    String labelTitle,
    String valueTitle,
    List<String> labels,
    List<Series> series,
    Form form,
    List<Mark> marks)
    implements Block {

  public BarChart {
    labels = List.copyOf(labels);
    series = List.copyOf(series);
    marks = List.copyOf(marks);
    for (Series each : series) {
      requireAsMany(title, labels, each.name(), each.values());
      if (!each.intervals().isEmpty()) {
        requireAsMany(title, labels, each.name(), each.intervals());
      }
    }
  }

  private static void requireAsMany(
      String title, List<String> labels, String name, List<?> values) {
    if (values.size() != labels.size()) {
      throw new IllegalArgumentException(
          "The chart '%s' has %d labels, but '%s' has %d values."
              .formatted(title, labels.size(), name, values.size()));
    }
  }

  public BarChart(
      String title,
      String labelTitle,
      String valueTitle,
      List<String> labels,
      List<Series> series,
      Form form) {
    this(title, labelTitle, valueTitle, labels, series, form, List.of());
  }

  /** Upright groups, lying groups, lying and stacked, or upright without gaps. */
  public enum Form {
    COLUMNS,
    ROWS,
    STACKED_ROWS,
    HISTOGRAM
  }

  /**
   * @param name shown in the legend
   * @param values one a label; null where there is none
   * @param intervals low and high end of each value, null where there is none; empty for no
   *     intervals
   */
  public record Series(String name, List<Double> values, List<List<Double>> intervals) {
    public Series(String name, List<Double> values) {
      this(name, values, List.of());
    }
  }

  /**
   * A line across a histogram.
   *
   * @param label what it is
   * @param position in bars from the left edge of the first
   */
  public record Mark(String label, double position) {}

  @Override
  public String html() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "bar");
    data.put("form", form.name());
    data.put("valueTitle", valueTitle);
    data.put("labels", labels);
    data.put("series", series);
    data.put("marks", marks);
    return Plot.html(title, data, numbers());
  }

  private Table numbers() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.text(labelTitle));
    for (Series each : series) {
      columns.add(Table.Column.number(each.name()));
      if (!each.intervals().isEmpty()) {
        columns.add(Table.Column.number(each.name() + ", interval"));
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(labels.get(i));
      for (Series each : series) {
        row.add(Figures.number(each.values().get(i)));
        if (!each.intervals().isEmpty()) {
          row.add(Figures.interval(each.intervals().get(i)));
        }
      }
      rows.add(row);
    }
    return new Table(valueTitle, columns, rows);
  }
}
