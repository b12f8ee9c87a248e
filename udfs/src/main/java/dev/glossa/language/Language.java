package dev.glossa.language;

import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that Glossa knows best, and the codes by which languages are called. */
public enum Language {
  EN,
  ZH,
  AR,
  BN,
  GU,
  HI,
  ID,
  ML,
  MR,
  NE,
  SW,
  TA,
  TE,
  UR,
  VI;

  /** Codes of individual languages that stand for the macrolanguage's two letters. */
  private static final Map<String, String> INDIVIDUAL =
      Map.ofEntries(
          Map.entry("cmn", "zh"),
          Map.entry("yue", "zh"),
          Map.entry("arb", "ar"),
          Map.entry("npi", "ne"),
          Map.entry("swh", "sw"),
          Map.entry("swc", "sw"),
          Map.entry("zsm", "ms"),
          Map.entry("zlm", "ms"),
          Map.entry("pes", "fa"),
          Map.entry("ory", "or"),
          Map.entry("lvs", "lv"),
          Map.entry("ekk", "et"),
          Map.entry("in", "id"),
          Map.entry("iw", "he"));

  /** The ISO 639-1 code. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language of a label such as hi, hin, hin_Deva, zh-Hans or __label__hi. */
  public static Optional<Language> of(String label) {
    String code = codeOf(label);
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  /**
   * The ISO 639-1 code of a label such as hin_Deva or zh-Hans; where there is none, the label's
   * first subtag in lower case.
   */
  public static String codeOf(String label) {
    String tag = label.strip().replaceFirst("^__label__", "");
    String first = tag.split("[_-]", 2)[0].toLowerCase(Locale.ROOT);
    String individual = INDIVIDUAL.get(first);
    if (individual != null) {
      return individual;
    }
    return first.length() == 3 ? new ULocale(first).getLanguage() : first;
  }
}
