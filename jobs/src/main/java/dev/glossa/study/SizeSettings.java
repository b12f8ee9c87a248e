package dev.glossa.study;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a study of one size does; conf/reference.conf explains the settings under {@code
 * study.defaults}.
 *
 * @param seeds each cell is tried with each
 * @param grids the cells, by names that decide only their order
 * @param architecture the model where none is given: a file of conf/models
 * @param vocabularySize pieces of its tokenizer
 * @param baseTokens tokens of English that it is trained on first; 0: a model has to be given
 * @param length tokens of a block
 * @param heldOutPermille share of the documents that is held out, in thousandths
 * @param heldOutDocuments documents of a language that are measured on at most
 * @param heldOutInstructions instructions of a language that are measured on
 * @param heldOutInstructionBytes of a line with such an instruction and its answer at most
 * @param workerTeraflops operations of a worker in a second, in 10^12, for the plan; null: measured
 *     here
 */
record SizeSettings(
    List<Long> seeds,
    SortedMap<String, GridSettings> grids,
    String architecture,
    int vocabularySize,
    long baseTokens,
    int length,
    int heldOutPermille,
    int heldOutDocuments,
    int heldOutInstructions,
    int heldOutInstructionBytes,
    Double workerTeraflops) {

  SizeSettings {
    seeds = List.copyOf(seeds);
    grids = grids == null ? new TreeMap<>() : new TreeMap<>(grids);
  }

  /** The instructions that are measured on. */
  InstructionLines.HeldOut heldOut() {
    return new InstructionLines.HeldOut(heldOutInstructions, heldOutInstructionBytes);
  }
}
