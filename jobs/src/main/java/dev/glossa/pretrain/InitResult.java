package dev.glossa.pretrain;

/**
 * The model that was made.
 *
 * @param parameters number of parameters
 * @param vocabulary rows of the embedding
 * @param newRows rows that no old model had
 */
public record InitResult(long parameters, int vocabulary, int newRows) {}
