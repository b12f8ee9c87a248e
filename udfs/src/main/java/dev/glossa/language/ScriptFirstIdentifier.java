package dev.glossa.language;

import com.ibm.icu.lang.UScript;
import java.util.List;
import java.util.Optional;

/**
 * Decides by script where a script means a language, else among the languages of the script by the
 * character n-grams. The score is the script's share of the letters times the language's
 * probability among those of the script.
 */
final class ScriptFirstIdentifier implements LanguageIdentifier {

  /** Enough letters to be sure; a longer text is judged by pieces from all over it. */
  private static final int SAMPLE = 6_000;

  private static final int PIECES = 6;

  private static final String INDONESIAN = "id";
  private static final String MALAY = "ms";

  /** The logarithm of the odds for Indonesian where no word decides: there is more of it. */
  private static final double INDONESIAN_ODDS = 1.2;

  private static final List<String> LATIN =
      List.of(
          "en", "id", "sw", "vi", "ms", "so", "tl", "fr", "es", "pt", "it", "de", "nl", "pl", "tr",
          "ro", "cs", "sv", "da", "no", "fi", "hu", "hr", "ca", "af", "sq", "rw");
  private static final List<String> ARABIC = List.of("ar", "ur", "fa");
  private static final List<String> DEVANAGARI = List.of("hi", "mr", "ne");
  private static final List<String> CYRILLIC = List.of("ru", "uk", "bg", "sr", "be", "mk");

  private final NGramProfiles latin = new NGramProfiles(LATIN);
  private final NGramProfiles arabic = new NGramProfiles(ARABIC);
  private final NGramProfiles devanagari = new NGramProfiles(DEVANAGARI);
  private final WordOdds indonesianOrMalay = new WordOdds("id-ms.tsv");
  private final NGramProfiles cyrillic = new NGramProfiles(CYRILLIC);

  private ScriptFirstIdentifier() {}

  static ScriptFirstIdentifier instance() {
    return Holder.INSTANCE;
  }

  /** The languages of a script that has several. */
  Optional<NGramProfiles> profiles(int script) {
    return switch (script) {
      case UScript.LATIN -> Optional.of(latin);
      case UScript.ARABIC -> Optional.of(arabic);
      case UScript.DEVANAGARI -> Optional.of(devanagari);
      case UScript.CYRILLIC -> Optional.of(cyrillic);
      default -> Optional.empty();
    };
  }

  @Override
  public LanguageScore identify(String text) {
    String sample = TextSample.of(text, SAMPLE, PIECES);
    ScriptShare script = ScriptShare.of(sample);
    return switch (script.script()) {
      case UScript.COMMON -> LanguageScore.NONE;
      case UScript.LATIN -> detect(latin, sample, script);
      case UScript.ARABIC -> detect(arabic, sample, script);
      case UScript.DEVANAGARI -> detect(devanagari, sample, script);
      case UScript.CYRILLIC -> detect(cyrillic, sample, script);
      case UScript.HAN -> new LanguageScore(script.kana() ? "ja" : "zh", script.share());
      case UScript.HIRAGANA, UScript.KATAKANA -> new LanguageScore("ja", script.share());
      case UScript.HANGUL -> new LanguageScore("ko", script.share());
      case UScript.BENGALI -> new LanguageScore("bn", script.share());
      case UScript.GUJARATI -> new LanguageScore("gu", script.share());
      case UScript.MALAYALAM -> new LanguageScore("ml", script.share());
      case UScript.TAMIL -> new LanguageScore("ta", script.share());
      case UScript.TELUGU -> new LanguageScore("te", script.share());
      case UScript.KANNADA -> new LanguageScore("kn", script.share());
      case UScript.GURMUKHI -> new LanguageScore("pa", script.share());
      case UScript.ORIYA -> new LanguageScore("or", script.share());
      case UScript.SINHALA -> new LanguageScore("si", script.share());
      case UScript.THAI -> new LanguageScore("th", script.share());
      case UScript.GREEK -> new LanguageScore("el", script.share());
      case UScript.HEBREW -> new LanguageScore("he", script.share());
      default -> new LanguageScore("und", script.share());
    };
  }

  private LanguageScore detect(NGramProfiles among, String text, ScriptShare script) {
    // Only the script's own letters: foreign names and code would weigh on every profile alike.
    StringBuilder letters = new StringBuilder(text.length());
    boolean spaced = true;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      boolean own = UScript.hasScript(codePoint, script.script()) || isMark(codePoint);
      if (own) {
        letters.appendCodePoint(codePoint);
      } else if (!spaced) {
        letters.append(' ');
      }
      spaced = !own;
    }
    LanguageScore found =
        among
            .probabilities(letters)
            .map(probabilities -> best(among.languages(), probabilities, letters))
            .orElse(LanguageScore.NONE);
    return new LanguageScore(found.language(), script.share() * found.score());
  }

  private LanguageScore best(List<String> languages, double[] probabilities, CharSequence letters) {
    int best = 0;
    for (int l = 1; l < probabilities.length; l++) {
      best = probabilities[l] > probabilities[best] ? l : best;
    }
    String language = languages.get(best);
    if (!language.equals(INDONESIAN) && !language.equals(MALAY)) {
      return new LanguageScore(language, probabilities[best]);
    }
    // Their letters are the same, so that the n-grams only say that it is one of them.
    double indonesian = probabilities[languages.indexOf(INDONESIAN)];
    double malay = probabilities[languages.indexOf(MALAY)];
    double odds = INDONESIAN_ODDS + indonesianOrMalay.of(letters);
    double share = 1 / (1 + StrictMath.exp(-odds));
    return share >= 0.5
        ? new LanguageScore(INDONESIAN, (indonesian + malay) * share)
        : new LanguageScore(MALAY, (indonesian + malay) * (1 - share));
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static final class Holder {
    static final ScriptFirstIdentifier INSTANCE = new ScriptFirstIdentifier();
  }
}
