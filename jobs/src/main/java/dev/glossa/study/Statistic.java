package dev.glossa.study;

import dev.glossa.page.Figures;
import java.util.Locale;

/**
 * A number that a verdict stands on.
 *
 * @param name what it is
 * @param share whether it is a share, which is shown as per cent
 * @param estimate over seeds
 */
record Statistic(String name, boolean share, SeedEstimate estimate) {

  /** A gain, as a share if the measure's changes are relative. */
  static Statistic gain(String name, Measure measure, SeedEstimate estimate) {
    return new Statistic(name, measure.relative(), estimate);
  }

  /** As a person reads it. */
  String text() {
    return "%s %s (%s, %s)"
        .formatted(
            name,
            number(estimate.mean()),
            estimate.low() == null ? "no interval" : "95 % interval " + interval(),
            estimate.seeds() == 1 ? "1 seed" : estimate.seeds() + " seeds");
  }

  String mean() {
    return number(estimate.mean());
  }

  String interval() {
    return estimate.low() == null ? "–" : number(estimate.low()) + " … " + number(estimate.high());
  }

  private String number(double value) {
    String text =
        share ? String.format(Locale.ROOT, "%.2f %%", 100 * value) : Figures.number(value);
    return text.replace('-', '−');
  }
}
