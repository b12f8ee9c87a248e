package dev.glossa.vocabulary;

/**
 * What was added, and what it does to the text that it was learned from.
 *
 * @param basePieces pieces of the base, whose ids and scores stand
 * @param added pieces that were added
 * @param characters how many of them are single characters
 * @param before the base on the text
 * @param after the extended vocabulary on the text
 */
public record ExtendVocabularyResult(
    int basePieces, int added, int characters, Fertility before, Fertility after) {}
