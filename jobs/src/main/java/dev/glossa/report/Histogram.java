package dev.glossa.report;

import dev.glossa.page.BarChart;
import dev.glossa.page.BarChart.Form;
import dev.glossa.page.BarChart.Mark;
import dev.glossa.page.BarChart.Series;
import dev.glossa.page.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a measure had which value, with the bounds that documents were held to.
 *
 * @param measure the measure's name
 * @param bins without overlap, by ascending bound; bins without documents may be left out
 * @param bounds the thresholds, with what they are
 */
record Histogram(String measure, List<Bin> bins, SortedMap<Double, String> bounds) {
  private static final int MOST_BINS = 60;

  Histogram {
    bins = List.copyOf(bins);
    bounds = new TreeMap<>(bounds);
  }

  /** Documents whose measure is in [lower, upper). */
  record Bin(double lower, double upper, long count) {}

  BarChart chart() {
    List<Bin> shown = shown();
    List<Mark> marks = new ArrayList<>();
    bounds.forEach((bound, label) -> marks.add(new Mark(label, position(shown, bound))));
    return new BarChart(
        measure,
        "from",
        "documents",
        shown.stream().map(bin -> Figures.number(bin.lower())).toList(),
        List.of(new Series("documents", shown.stream().map(bin -> (double) bin.count()).toList())),
        Form.HISTOGRAM,
        marks);
  }

  /** The bins with empty ones where there are gaps; what is beyond the last shown is in that. */
  private List<Bin> shown() {
    boolean doubling = bins.stream().anyMatch(b -> b.lower() >= 2 && b.upper() == 2 * b.lower());
    List<Bin> shown = new ArrayList<>();
    for (Bin bin : bins) {
      while (!shown.isEmpty() && shown.size() < MOST_BINS && isGap(last(shown), bin)) {
        double lower = last(shown).upper();
        double width = last(shown).upper() - last(shown).lower();
        shown.add(new Bin(lower, doubling && lower > 0 ? 2 * lower : lower + width, 0));
      }
      if (shown.size() < MOST_BINS) {
        shown.add(bin);
      } else {
        Bin last = last(shown);
        shown.set(shown.size() - 1, new Bin(last.lower(), bin.upper(), last.count() + bin.count()));
      }
    }
    return shown;
  }

  private static boolean isGap(Bin before, Bin bin) {
    return bin.lower() - before.upper() > 1e-6 * Math.max(1, before.upper());
  }

  private static Bin last(List<Bin> bins) {
    return bins.get(bins.size() - 1);
  }

  /** Where a value lies, in bars from the left. */
  private static double position(List<Bin> shown, double value) {
    for (int i = 0; i < shown.size(); i++) {
      Bin bin = shown.get(i);
      if (value < bin.upper()) {
        double share = (value - bin.lower()) / (bin.upper() - bin.lower());
        return i + Math.max(0, Double.isFinite(share) ? share : 0);
      }
    }
    return shown.size();
  }
}
