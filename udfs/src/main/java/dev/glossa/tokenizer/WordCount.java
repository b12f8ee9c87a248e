package dev.glossa.tokenizer;

/** A word, as {@link SentenceRules} makes it, and how often it occurs. */
public record WordCount(String word, long count) {}
