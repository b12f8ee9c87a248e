package dev.glossa.prepare;

import dev.glossa.distributed.HadoopSettings;
import dev.glossa.language.FastTextIdentifier;
import dev.glossa.language.Language;
import dev.glossa.language.LanguageIdentifier;
import dev.glossa.language.LanguageScore;
import dev.glossa.language.fasttext.FastTextModel;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;

/** Which language a document is of, and whether it is wanted and sure enough. */
final class Identification implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bounds of the bundled identifier, of models as lid.176, and of models as GlotLID. */
  private static final String BUNDLED = "bundled";

  private static final String FASTTEXT = "fasttext";
  private static final String GLOTLID = "glotlid";

  /** The bound of languages without one. */
  private static final String OTHER = "other";

  /** Per-executor cache: a model is loaded once in a JVM. */
  private static final Map<String, FastTextIdentifier> LOADED = new ConcurrentHashMap<>();

  private final String told;
  private final boolean labelDecides;
  private final String model;
  private final Set<String> languages;
  private final boolean keepsOthers;
  private final Double minScore;
  private final Map<String, Map<String, Double>> minScores;

  Identification(PrepareSettings settings) {
    this.told =
        settings.language().equals(PrepareSettings.AUTO)
            ? null
            : Language.codeOf(settings.language());
    this.labelDecides = settings.parity();
    this.model = settings.languageModel();
    this.languages = Set.copyOf(settings.languages());
    this.keepsOthers = settings.otherLanguages() == PrepareSettings.OtherLanguages.KEEP;
    this.minScore = settings.minLanguageScore();
    this.minScores = Map.copyOf(settings.minLanguageScores());
  }

  /** Loads the model in this JVM, so that a bad one ends the job before it begins. */
  void load(Configuration hadoop) {
    if (model != null && told == null) {
      LOADED.computeIfAbsent(model, path -> read(path, hadoop));
    }
  }

  /**
   * @param label what the input says, or null
   */
  LanguageScore identify(String text, String label) {
    if (told != null) {
      return new LanguageScore(told, 1);
    }
    if (labelDecides && label != null) {
      return new LanguageScore(Language.codeOf(label), 1);
    }
    return identifier().identify(text);
  }

  /** Whether documents of this language are kept at all. */
  boolean wants(String language) {
    return language.equals(told)
        || languages.contains(language)
        || (keepsOthers && !language.equals(LanguageScore.NONE.language()));
  }

  /** The least score of a language. */
  double leastScore(String language) {
    if (minScore != null) {
      return minScore;
    }
    Map<String, Double> bounds = minScores.getOrDefault(table(), Map.of());
    return bounds.getOrDefault(language, bounds.getOrDefault(OTHER, 0.0));
  }

  private String table() {
    if (model == null) {
      return BUNDLED;
    }
    return identifier() instanceof FastTextIdentifier fastText && fastText.namesScripts()
        ? GLOTLID
        : FASTTEXT;
  }

  private LanguageIdentifier identifier() {
    if (model == null) {
      return LanguageIdentifier.bundled();
    }
    FastTextIdentifier loaded = LOADED.get(model);
    return loaded != null
        ? loaded
        : LOADED.computeIfAbsent(model, path -> read(path, HadoopSettings.here()));
  }

  private static FastTextIdentifier read(String path, Configuration hadoop) {
    return ModelFiles.read(
        "language model", path, hadoop, bytes -> new FastTextIdentifier(FastTextModel.read(bytes)));
  }
}
