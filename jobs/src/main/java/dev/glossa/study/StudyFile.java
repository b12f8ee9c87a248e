package dev.glossa.study;

import java.util.List;
import java.util.SortedMap;

/**
 * What study.json says: what was planned.
 *
 * @param schema 1
 * @param name the study's
 * @param size the study's
 * @param cells all cells, in the order of the plan
 * @param scale what it is done with, for people
 */
record StudyFile(
    int schema, String name, String size, List<Cell> cells, SortedMap<String, String> scale) {
  /** The file's name in the study's folder. */
  static final String NAME = "study.json";
}
