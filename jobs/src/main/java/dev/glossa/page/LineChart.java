package dev.glossa.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Curves over a common axis, such as losses over steps.
 *
 * @param title what is shown
 * @param xTitle the axis to the right, with its unit
 * @param yTitle the axis upwards, with its unit
 * @param curves the curves
 */
public record LineChart(String title, String xTitle, String yTitle, List<Curve> curves)
    implements Block {
  private static final int MOST_POINTS = 160;

  public LineChart {
    curves = List.copyOf(curves);
  }

  /** One value. */
  public record Point(double x, double y) {}

  /**
   * @param name shown in the legend
   * @param points by ascending x
   * @param marked one of them that stands out, or null
   */
  public record Curve(String name, List<Point> points, Point marked) {
    public Curve {
      points = List.copyOf(points);
    }

    public Curve(String name, List<Point> points) {
      this(name, points, null);
    }

    /** At most as many points as a screen can show, evenly taken, first and last among them. */
    private List<Point> shown() {
      if (points.size() <= MOST_POINTS) {
        return points;
      }
      List<Point> shown = new ArrayList<>();
      for (int i = 0; i < MOST_POINTS; i++) {
        shown.add(points.get((int) Math.round(i * (points.size() - 1.0) / (MOST_POINTS - 1))));
      }
      return shown;
    }
  }

  @Override
  public String html() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "line");
    data.put("xTitle", xTitle);
    data.put("yTitle", yTitle);
    data.put(
        "series",
        curves.stream()
            .map(curve -> new Curve(curve.name(), curve.shown(), curve.marked()))
            .toList());
    return Plot.html(title, data, numbers());
  }

  private Table numbers() {
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.number(xTitle));
    SortedMap<Double, String[]> rows = new TreeMap<>();
    for (int i = 0; i < curves.size(); i++) {
      columns.add(Table.Column.number(curves.get(i).name()));
      for (Point point : curves.get(i).shown()) {
        rows.computeIfAbsent(point.x(), x -> new String[curves.size()])[i] =
            Figures.number(point.y());
      }
    }
    List<List<String>> cells = new ArrayList<>();
    rows.forEach(
        (x, values) -> {
          List<String> row = new ArrayList<>();
          row.add(Figures.number(x));
          for (String value : values) {
            row.add(value == null ? "" : value);
          }
          cells.add(row);
        });
    return new Table(yTitle, columns, cells);
  }
}
