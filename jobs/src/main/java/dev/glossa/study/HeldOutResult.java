package dev.glossa.study;

/**
 * What is measured on.
 *
 * @param documents of all languages
 * @param instructions with their answers
 */
record HeldOutResult(long documents, long instructions) {}
