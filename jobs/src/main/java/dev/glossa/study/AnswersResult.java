package dev.glossa.study;

/**
 * What there is to judge.
 *
 * @param answers written
 * @param unanswered instructions that the model could not be asked
 */
record AnswersResult(long answers, long unanswered) {}
