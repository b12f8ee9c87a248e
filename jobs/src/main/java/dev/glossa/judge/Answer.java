package dev.glossa.judge;

/**
 * What a model answered.
 *
 * @param model whose answer it is; empty if nobody says it
 */
record Answer(Question question, String model, String text) {}
