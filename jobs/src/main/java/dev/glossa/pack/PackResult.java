package dev.glossa.pack;

/**
 * What was packed.
 *
 * @param documents documents read
 * @param tokens their tokens, begin and end tokens among them
 * @param blocks rows of the table
 * @param cuts how often a document goes on in another block
 * @param padding share of the blocks' tokens that is padding
 */
public record PackResult(long documents, long tokens, long blocks, long cuts, double padding) {}
