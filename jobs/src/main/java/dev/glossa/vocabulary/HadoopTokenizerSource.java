package dev.glossa.vocabulary;

import dev.glossa.distributed.HadoopSettings;
import dev.glossa.sql.TokenizerSource;
import dev.glossa.tokenizer.Tokenizer;

/** Reads the tokenizer of the SQL functions from any file system that Hadoop knows. */
public final class HadoopTokenizerSource implements TokenizerSource {

  @Override
  public Tokenizer load(String path) {
    return TokenizerFiles.read(path, "sentencepiece", HadoopSettings.here()).tokenizer();
  }
}
