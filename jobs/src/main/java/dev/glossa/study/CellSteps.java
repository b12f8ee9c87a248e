package dev.glossa.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cell with its steps, many of which are those of other cells, too.
 *
 * @param cell the cell
 * @param steps by their names in the cell, each after those that it needs
 */
record CellSteps(Cell cell, Map<String, Step> steps) {

  /** All steps of the cells, each once, in an order in which they can be done. */
  static List<Step> distinct(List<CellSteps> cells) {
    Map<String, Step> byId = new LinkedHashMap<>();
    cells.forEach(cell -> cell.steps().values().forEach(step -> byId.putIfAbsent(step.id(), step)));
    return List.copyOf(byId.values());
  }

  /** The steps' folders below the study's. */
  SortedMap<String, String> folders() {
    SortedMap<String, String> folders = new TreeMap<>();
    steps.forEach((name, step) -> folders.put(name, step.folder()));
    return folders;
  }
}
