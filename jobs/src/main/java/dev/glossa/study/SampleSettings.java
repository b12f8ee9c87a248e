package dev.glossa.study;

/**
 * What {@link SampleJob} does.
 *
 * @param input the PATH of instructions, JSON Lines
 * @param output the output folder
 * @param heldOut the lines that are held out by {@link HeldOutJob}
 * @param instructions how many of the others are drawn
 * @param seed of the drawing
 */
record SampleSettings(
    String input, String output, InstructionLines.HeldOut heldOut, long instructions, long seed) {}
