package dev.glossa.study;

import java.util.List;
import java.util.Map;

/**
 * A study as it is on disk.
 *
 * @param name the study's
 * @param size quick, smollm2, paper, or another one of its configuration
 * @param cells all that were planned, in the order of the plan
 * @param scale what it was done with, as names and values for people: model, parameters, data,
 *     machine
 */
record Study(String name, String size, List<CellOutcome> cells, Map<String, String> scale) {}
