package dev.glossa.switching;

import com.ibm.icu.lang.UScript;
import dev.glossa.language.LanguageIdentifier;
import dev.glossa.language.LanguageScore;
import dev.glossa.language.WordLikelihoods;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words of a script other than the answer's and Latin. */
final class ForeignScripts {

  /** A single letter of an alphabet is a sign, as in formulas. */
  private static final int FEWEST_LETTERS = 2;

  /** How sure the identifier must be of a language, else only the script is named. */
  private static final double SURE = 0.8;

  /** Of fewer letters the identifier cannot tell languages of one script apart. */
  private static final int FEWEST_LETTERS_TO_NAME = 20;

  private ForeignScripts() {}

  /** The language, or else the script, of words that follow each other; nothing for signs. */
  static Optional<String> language(List<Word> run) {
    int script = run.get(0).script();
    if (script != UScript.HAN
        && run.stream().mapToInt(Word::letters).max().orElse(0) < FEWEST_LETTERS) {
      return Optional.empty();
    }
    return Optional.of(named(run, SURE));
  }

  /** The language of words where the identifier is as sure as this, else their script. */
  static String named(List<Word> run, double sure) {
    int script = run.get(0).script();
    if (script == UScript.HIRAGANA || script == UScript.KATAKANA) {
      return "ja";
    }
    boolean tells =
        run.stream().mapToInt(Word::letters).sum() >= FEWEST_LETTERS_TO_NAME
            || WordLikelihoods.ofScript(script).isEmpty();
    LanguageScore found =
        LanguageIdentifier.bundled()
            .identify(run.stream().map(Word::text).collect(Collectors.joining(" ")));
    return tells && found.score() >= sure ? found.language() : UScript.getShortName(script);
  }
}
