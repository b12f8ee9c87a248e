package dev.glossa.cli;

import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which tokenizer, for commands without Spark. */
final class TokenizerOptions {

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "T",
      description = "A tokenizer.model, a tokenizer.json, or a folder.")
  String tokenizer;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "What names of special tokens in the text are: sentencepiece (text, the default) or"
              + " huggingface (tokens).")
  Mode mode = Mode.SENTENCEPIECE;

  /**
   * @throws GlossaException (usage) if there is no tokenizer, or a damaged one
   */
  Tokenizer load() {
    return TokenizerFiles.read(
            tokenizer, mode.name().toLowerCase(Locale.ROOT), HadoopConfigurations.of(null))
        .tokenizer();
  }
}
