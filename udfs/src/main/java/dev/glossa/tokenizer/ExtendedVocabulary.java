package dev.glossa.tokenizer;

import java.util.List;

/**
 * A vocabulary that was extended: the base's pieces with their ids and scores, then the added ones.
 *
 * @param characters how many of the added pieces, at their start, are single characters that the
 *     base lacked
 */
public record ExtendedVocabulary(
    SentencePieceModel model, List<AddedPiece> added, int characters) {}
