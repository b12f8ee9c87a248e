package dev.glossa.study;

import java.util.SortedMap;

/**
 * What {@link HeldOutJob} does.
 *
 * @param splits language code → folder of {@link SplitJob}
 * @param documents how many documents of each language at most
 * @param language the language of the instructions
 * @param instructions the PATH of instructions, JSON Lines; null: none
 * @param heldOut which of their lines
 * @param output the output folder
 */
record HeldOutSettings(
    SortedMap<String, String> splits,
    int documents,
    String language,
    String instructions,
    InstructionLines.HeldOut heldOut,
    String output) {}
