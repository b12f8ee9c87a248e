package dev.glossa.words;

import dev.glossa.text.WordSplitter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which words a language has. */
public final class WordSplitters {

  private static final Map<String, WordSplitter> BY_LANGUAGE = new ConcurrentHashMap<>();

  private WordSplitters() {}

  /**
   * Words as datatrove 0.10.1 splits them: by spaCy's rules for ar, en, id and sw (for which it
   * takes spaCy's Setswana), by jieba for zh, by pyvi for vi, by IndicNLP's for bn, gu, hi, ml, mr,
   * ne, ta, te and ur. Bounds of rules were made with these. Other languages have ICU's words.
   *
   * @param language an ISO 639-1 code
   */
  public static WordSplitter of(String language) {
    return BY_LANGUAGE.computeIfAbsent(language, WordSplitters::create);
  }

  private static WordSplitter create(String language) {
    return switch (language) {
      case "ar", "en", "id" -> SpacyWords.of(language);
      case "sw" -> SpacyWords.of("tn");
      case "vi" -> new PyviWords();
      case "zh" -> new JiebaWords();
      case "bn", "gu", "hi", "ml", "mr", "ne", "ta", "te" -> IndicWords.INDIC;
      case "ur" -> IndicWords.URDU;
      default -> WordSplitter.icu(language);
    };
  }
}
