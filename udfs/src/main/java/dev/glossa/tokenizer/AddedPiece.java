package dev.glossa.tokenizer;

import java.util.List;

/**
 * A piece that a vocabulary was extended by.
 *
 * @param oldIds how the vocabulary encoded the piece before, for initializing its embedding
 */
public record AddedPiece(int id, String piece, float score, List<Integer> oldIds) {}
