package dev.glossa.vocabulary;

import dev.glossa.sql.TokenizerSource;
import dev.glossa.tokenizer.Tokenizer;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Reads the tokenizer of the SQL functions from any file system that Hadoop knows. */
public final class HadoopTokenizerSource implements TokenizerSource {

  @Override
  public Tokenizer load(String path) {
    return TokenizerFiles.read(
            path, "sentencepiece", SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf()))
        .tokenizer();
  }
}
