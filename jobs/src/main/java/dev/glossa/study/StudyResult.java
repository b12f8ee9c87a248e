package dev.glossa.study;

/**
 * What a study did.
 *
 * @param cells combinations of factors with seeds
 * @param steps jobs, those that cells share counted once
 */
public record StudyResult(int cells, int steps) {}
