package dev.glossa.study;

import java.util.List;
import java.util.SortedMap;

/**
 * What cell.json says.
 *
 * @param schema 1
 * @param factors the cell's
 * @param seed the cell's
 * @param state DONE or FAILED
 * @param sentence why it failed, else empty
 * @param steps of the cell by name → folder below the study's; what measures the model of a step
 *     has the step's name after evaluate-, knowledge- or judge-
 */
record CellFile(
    int schema,
    Factors factors,
    long seed,
    CellState state,
    String sentence,
    SortedMap<String, String> steps) {
  /** The file's name in a cell's folder. */
  static final String NAME = "cell.json";

  /** Steps that make models, in their order. */
  static final List<String> MODELS = List.of("base", "init", "pretrain", "tune");

  /** What measures a model, in the order in which it is read. */
  static final List<String> MEASUREMENTS = List.of("evaluate", "knowledge", "judge");
}
