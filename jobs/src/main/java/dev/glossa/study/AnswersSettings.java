package dev.glossa.study;

/**
 * What {@link AnswersJob} does.
 *
 * @param evaluation the output folder of an evaluation of the task response
 * @param output the output folder
 */
record AnswersSettings(String evaluation, String output) {}
