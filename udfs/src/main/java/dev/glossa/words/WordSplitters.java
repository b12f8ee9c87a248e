package dev.glossa.words;

import dev.glossa.text.WordSplitter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which words a language has. */
public final class WordSplitters {

  private static final Map<String, WordSplitter> DATATROVE = new ConcurrentHashMap<>();

  private WordSplitters() {}

  /**
   * Words as rules count them by default: IndicNLP's for bn, gu, hi, ml, mr, ne, ta, te and ur,
   * whose bounds were made with a tokenizer that knows no line breaks; ICU's for the others.
   *
   * @param language an ISO 639-1 code
   */
  public static WordSplitter standard(String language) {
    WordSplitter indic = indic(language);
    return indic == null ? WordSplitter.icu(language) : indic;
  }

  /**
   * Words as datatrove 0.10.1 splits them: by spaCy's rules for ar, en, id and sw (for which it
   * takes spaCy's Setswana), by jieba for zh, by pyvi for vi, by IndicNLP's for bn, gu, hi, ml, mr,
   * ne, ta, te and ur; ICU's for the others.
   *
   * @param language an ISO 639-1 code
   */
  public static WordSplitter datatrove(String language) {
    return DATATROVE.computeIfAbsent(
        language,
        code ->
            switch (code) {
              case "ar", "en", "id" -> SpacyWords.of(code);
              case "sw" -> SpacyWords.of("tn");
              case "vi" -> new PyviWords();
              case "zh" -> new JiebaWords();
              default -> standard(code);
            });
  }

  private static WordSplitter indic(String language) {
    return switch (language) {
      case "bn", "gu", "hi", "ml", "mr", "ne", "ta", "te" -> IndicWords.INDIC;
      case "ur" -> IndicWords.URDU;
      default -> null;
    };
  }
}
