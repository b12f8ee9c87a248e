package dev.glossa.study;

/**
 * What was drawn.
 *
 * @param instructions lines
 * @param of lines that there are, those that are held out among them
 */
record SampleResult(long instructions, long of) {}
