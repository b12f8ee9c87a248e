package dev.glossa.sql;

import dev.glossa.tokenizer.Tokenizer;

/**
 * Reads the tokenizer that {@code spark.glossa.tokenizer} names. Nothing here reads files, so the
 * module above provides it, as a service of {@link java.util.ServiceLoader}.
 */
public interface TokenizerSource {

  /** The tokenizer at a path: a tokenizer.model, a tokenizer.json, or a folder with one. */
  Tokenizer load(String path);
}
