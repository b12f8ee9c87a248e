package dev.glossa.study;

import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.LineChart;
import dev.glossa.page.LineChart.Curve;
import dev.glossa.page.LineChart.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Means over seeds as curves over one factor, a curve for each setting of the others that has at
 * least two levels of it.
 */
final class StudyCurves {
  private final Study study;

  StudyCurves(Study study) {
    this.study = study;
  }

  /** Over tokens of further pretraining and over instructions; nothing for what has no curve. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (Measure measure :
        List.of(
            Measure.targetBits(Measure.PRETRAIN),
            Measure.englishBits(Measure.PRETRAIN),
            Measure.JUDGED,
            Measure.REFERENCE_BITS,
            Measure.CHRF)) {
      boolean afterTuning = measure.step().equals(Measure.TUNE);
      List<Replicates> groups =
          afterTuning
              ? Replicates.of(study, cell -> cell.instructions() > 0)
              : Replicates.ofPretraining(study);
      add(blocks, measure, Factor.PRETRAINING, "tokens of further pretraining", groups);
      if (afterTuning) {
        add(blocks, measure, Factor.INSTRUCTIONS, "instructions", groups);
      }
    }
    return blocks;
  }

  private static void add(
      List<Block> blocks, Measure measure, Factor over, String axis, List<Replicates> groups) {
    Map<Factors, List<Point>> curves = new LinkedHashMap<>();
    for (Factors curve : settings(over, groups)) {
      List<Point> points = new ArrayList<>();
      for (Replicates group : groups) {
        Factors factors = group.factors();
        if (factors.equals(curve) || over.aloneDiffers(factors, curve)) {
          group
              .estimate(measure)
              .ifPresent(mean -> points.add(new Point(over.of(factors), mean.mean())));
        }
      }
      points.sort(Comparator.comparingDouble(Point::x));
      if (points.size() > 1) {
        curves.put(curve, points);
      }
    }
    if (!curves.isEmpty()) {
      List<Curve> named = new ArrayList<>();
      curves.forEach(
          (curve, points) -> named.add(new Curve(name(curve, over, curves.keySet()), points)));
      blocks.add(
          new LineChart(
              CellTable.capital(measure.title()) + " over " + axis, axis, measure.title(), named));
    }
  }

  /** One setting a curve: that of its highest level, where every other factor has a meaning. */
  private static Set<Factors> settings(Factor over, List<Replicates> groups) {
    Set<Factors> settings = new LinkedHashSet<>();
    for (Replicates group : groups) {
      Factors factors = group.factors();
      boolean isHighest =
          groups.stream()
              .map(Replicates::factors)
              .noneMatch(
                  other -> over.of(other) > over.of(factors) && over.aloneDiffers(factors, other));
      if (isHighest) {
        settings.add(factors);
      }
    }
    return settings;
  }

  /** What sets the curve apart from the others; the vocabulary always. */
  private static String name(Factors curve, Factor over, Set<Factors> all) {
    List<String> words = new ArrayList<>();
    if (all.stream().map(Factors::language).distinct().count() > 1) {
      words.add(Figures.language(curve.language()));
    }
    for (Factor factor : Factor.values()) {
      boolean tells = all.stream().mapToDouble(factor::of).distinct().count() > 1;
      if (factor != over && (tells || factor == Factor.VOCABULARY)) {
        words.add(factor.words(curve));
      }
    }
    return String.join(", ", words);
  }
}
