package dev.glossa.prepare;

import dev.glossa.distributed.HadoopSettings;
import dev.glossa.perplexity.CcNetNormalizer;
import dev.glossa.perplexity.NGramModel;
import dev.glossa.perplexity.Perplexity;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** The n-gram models that documents are measured by, by language. */
final class PerplexityModels implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Per-executor cache: a model is loaded once in a JVM. */
  private static final Map<PerplexitySettings, Perplexity> LOADED = new ConcurrentHashMap<>();

  private final TreeMap<String, PerplexitySettings> settings;

  PerplexityModels(Map<String, PerplexitySettings> settings) {
    this.settings = new TreeMap<>(settings);
  }

  /** Loads all models in this JVM, so that a bad one ends the job before it begins. */
  void load(Configuration hadoop) {
    settings.values().forEach(one -> LOADED.computeIfAbsent(one, key -> read(key, hadoop)));
  }

  /** The settings of a language's model, or null. */
  PerplexitySettings of(String language) {
    return settings.get(language);
  }

  /** The perplexity of a text by a model. */
  static OptionalDouble measure(PerplexitySettings model, String text) {
    Perplexity loaded = LOADED.get(model);
    if (loaded == null) {
      loaded = LOADED.computeIfAbsent(model, key -> read(key, HadoopSettings.here()));
    }
    return loaded.of(text);
  }

  private static Perplexity read(PerplexitySettings settings, Configuration hadoop) {
    NGramModel model =
        ModelFiles.read(
            "n-gram model",
            settings.model(),
            hadoop,
            bytes -> {
              if (NGramModel.isBinary(bytes)) {
                return NGramModel.read(bytes);
              }
              try (InputStream arpa = ModelFiles.open(settings.model(), hadoop)) {
                return NGramModel.readArpa(arpa);
              }
            });
    Function<String, String> tokens =
        settings.asCcNet() ? CcNetNormalizer::normalize : Function.identity();
    if (settings.tokenizer() != null) {
      Tokenizer tokenizer =
          TokenizerFiles.read(settings.tokenizer(), "sentencepiece", hadoop).tokenizer();
      tokens = tokens.andThen(text -> pieces(tokenizer, text));
    }
    return new Perplexity(model, tokens);
  }

  private static String pieces(Tokenizer tokenizer, String text) {
    StringBuilder lines = new StringBuilder();
    text.lines()
        .forEach(line -> lines.append(String.join(" ", tokenizer.pieces(line))).append('\n'));
    return lines.toString();
  }
}
