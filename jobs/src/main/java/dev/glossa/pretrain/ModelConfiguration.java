package dev.glossa.pretrain;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.ShippedFile;
import dev.glossa.model.LlamaConfig;
import dev.glossa.tokenizer.Tokenizer;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The configuration of a new model: a config.json, or a file of conf/models, which has the same
 * keys in HOCON. Vocabulary and special tokens come from the tokenizer.
 */
public final class ModelConfiguration {

  private static final Config DEFAULTS =
      ConfigFactory.parseString(
          """
          model_type = llama
          architectures = [LlamaForCausalLM]
          hidden_act = silu
          attention_bias = false
          mlp_bias = false
          rms_norm_eps = 1e-5
          rope_theta = 10000.0
          initializer_range = 0.02
          max_position_embeddings = 2048
          tie_word_embeddings = false
          """);

  private ModelConfiguration() {}

  /**
   * The configuration of a model with this tokenizer.
   *
   * @param file a path, or the name of a file in conf/models without its ending
   * @throws GlossaException (usage) if it cannot be read, or is no LLaMA configuration
   */
  static LlamaConfig read(String file, Tokenizer tokenizer, Configuration hadoop) {
    return read(file, tokenizer.vocabularySize(), hadoop)
        .withTokens(
            optional(tokenizer.bosId()),
            tokenizer.eosId() < 0 ? List.of() : List.of(tokenizer.eosId()),
            optional(tokenizer.padId()));
  }

  /**
   * The configuration of a model with so many pieces, or more if the file says so; without special
   * tokens.
   *
   * @param file a path, or the name of a file in conf/models without its ending
   * @throws GlossaException (usage) if it cannot be read, or is no LLaMA configuration
   */
  public static LlamaConfig read(String file, int vocabularySize, Configuration hadoop) {
    Path found =
        ShippedFile.find(file, "conf/models", hadoop)
            .orElseThrow(
                () ->
                    GlossaException.usage(
                        "There is no model configuration '%s': name a config.json, or a file of conf/models.",
                        file));
    try {
      // Anybody's file is not to write a key of the environment into a model's folder.
      Config config =
          ShippedFile.parse(found, hadoop)
              .withFallback(DEFAULTS)
              .resolve(ConfigResolveOptions.noSystem());
      int rows =
          Math.max(vocabularySize, config.hasPath("vocab_size") ? config.getInt("vocab_size") : 0);
      return LlamaConfig.parse(
          config
              .withValue("vocab_size", ConfigValueFactory.fromAnyRef(rows))
              .root()
              .render(ConfigRenderOptions.concise()));
    } catch (ConfigException | IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, file + ": " + e.getMessage(), e);
    }
  }

  private static OptionalInt optional(int id) {
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
