package dev.glossa.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A study made by hand: cells come into being with their first value, seeds count from 1. */
final class StudyExample {
  static final Factors BASE = new Factors("zh", 0, 2_000_000, 0.2, 1_000);
  static final Factors EXTENDED = new Factors("zh", 2_000, 2_000_000, 0.2, 1_000);
  static final Factors UNTRAINED = new Factors("zh", 0, 0, 0.2, 1_000);
  static final Factors CHINESE_ALONE = new Factors("zh", 0, 2_000_000, 0, 1_000);
  static final Factors FEW_INSTRUCTIONS = new Factors("zh", 0, 2_000_000, 0.2, 200);

  private final Map<Cell, List<Measured>> measured = new LinkedHashMap<>();
  private final Map<Cell, CellOutcome> lacking = new LinkedHashMap<>();

  /** One value a seed. */
  StudyExample measured(
      Factors factors, String step, String task, String metric, double... values) {
    for (int i = 0; i < values.length; i++) {
      measured
          .computeIfAbsent(Cell.of(factors, i + 1), cell -> new ArrayList<>())
          .add(new Measured(step, task, metric, values[i], null, 100));
    }
    return this;
  }

  /** Bits per byte of the reference answers in the cell's language. */
  StudyExample answers(Factors factors, double... bits) {
    return measured(factors, "tune", "response/" + factors.language(), "bits_per_byte", bits);
  }

  /** A cell without any value. */
  StudyExample lacking(Factors factors, long seed, CellState state, String sentence) {
    Cell cell = Cell.of(factors, seed);
    measured.putIfAbsent(cell, List.of());
    lacking.put(cell, new CellOutcome(cell, state, sentence, List.of()));
    return this;
  }

  Study study() {
    return study("example");
  }

  Study study(String name) {
    List<CellOutcome> cells = new ArrayList<>();
    measured.forEach(
        (cell, values) ->
            cells.add(
                lacking.getOrDefault(cell, new CellOutcome(cell, CellState.DONE, "", values))));
    return new Study(name, "quick", cells, new TreeMap<>(Map.of("model", "1.1 million weights")));
  }
}
