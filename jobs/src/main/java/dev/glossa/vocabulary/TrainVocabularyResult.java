package dev.glossa.vocabulary;

/**
 * What was trained, and on what.
 *
 * @param pieces pieces of the vocabulary, of all types
 * @param distinctWords different words that it was trained on
 * @param words all words, weighted
 */
public record TrainVocabularyResult(int pieces, long distinctWords, long words) {}
