package dev.glossa.benchmark;

import java.util.Optional;

/**
 * The 21 datasets of AGIEval v1 (Zhong et al. 2023), in the order in which the official script adds
 * them up.
 */
public enum AgievalDataset {
  AQUA_RAT("aqua-rat", Language.ENGLISH, Form.SINGLE),
  MATH("math", Language.ENGLISH, Form.CLOZE),
  LOGIQA_EN("logiqa-en", Language.ENGLISH, Form.SINGLE),
  LOGIQA_ZH("logiqa-zh", Language.CHINESE, Form.SINGLE),
  JEC_QA_KD("jec-qa-kd", Language.CHINESE, Form.MULTIPLE),
  JEC_QA_CA("jec-qa-ca", Language.CHINESE, Form.MULTIPLE),
  LSAT_AR("lsat-ar", Language.ENGLISH, Form.SINGLE),
  LSAT_LR("lsat-lr", Language.ENGLISH, Form.SINGLE),
  LSAT_RC("lsat-rc", Language.ENGLISH, Form.SINGLE),
  SAT_MATH("sat-math", Language.ENGLISH, Form.SINGLE),
  SAT_EN("sat-en", Language.ENGLISH, Form.SINGLE),
  SAT_EN_WITHOUT_PASSAGE("sat-en-without-passage", Language.ENGLISH, Form.SINGLE),
  GAOKAO_CHINESE("gaokao-chinese", Language.CHINESE, Form.SINGLE),
  GAOKAO_ENGLISH("gaokao-english", Language.ENGLISH, Form.SINGLE),
  GAOKAO_GEOGRAPHY("gaokao-geography", Language.CHINESE, Form.SINGLE),
  GAOKAO_HISTORY("gaokao-history", Language.CHINESE, Form.SINGLE),
  GAOKAO_BIOLOGY("gaokao-biology", Language.CHINESE, Form.SINGLE),
  GAOKAO_CHEMISTRY("gaokao-chemistry", Language.CHINESE, Form.SINGLE),
  GAOKAO_PHYSICS("gaokao-physics", Language.CHINESE, Form.MULTIPLE),
  GAOKAO_MATHQA("gaokao-mathqa", Language.CHINESE, Form.SINGLE),
  GAOKAO_MATHCLOZE("gaokao-mathcloze", Language.CHINESE, Form.CLOZE);

  /** The language that the frame of a prompt is written in. */
  enum Language {
    ENGLISH,
    CHINESE
  }

  /** What an answer is. */
  enum Form {
    /** One letter. */
    SINGLE,
    /** A set of letters. */
    MULTIPLE,
    /** A formula or number. */
    CLOZE
  }

  private final String key;
  private final Language language;
  private final Form form;

  AgievalDataset(String key, Language language, Form form) {
    this.key = key;
    this.language = language;
    this.form = form;
  }

  /** The name of its file without .jsonl. */
  public String key() {
    return key;
  }

  /** The dataset of a file name without .jsonl; none if AGIEval has no such dataset. */
  public static Optional<AgievalDataset> of(String key) {
    for (AgievalDataset dataset : values()) {
      if (dataset.key.equals(key)) {
        return Optional.of(dataset);
      }
    }
    return Optional.empty();
  }

  boolean isEnglish() {
    return language == Language.ENGLISH;
  }

  Form form() {
    return form;
  }

  /** Whether an answer is a formula or number, and no letter. */
  public boolean isCloze() {
    return form == Form.CLOZE;
  }
}
