package dev.glossa.study;

import java.util.List;

/**
 * What is on disk of a cell.
 *
 * @param cell the cell
 * @param state what became of it
 * @param sentence why it failed or is missing, else empty
 * @param measured what was measured in it, in the order of its steps; of a failed cell what there
 *     is
 */
record CellOutcome(Cell cell, CellState state, String sentence, List<Measured> measured) {}
