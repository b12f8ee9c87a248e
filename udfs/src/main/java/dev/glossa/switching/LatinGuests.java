package dev.glossa.switching;

import com.ibm.icu.lang.UScript;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Latin words in an answer that is written in another script. Names, acronyms, units, names of
 * commands and loanwords are at home in every language, and so is a term in brackets behind its
 * translation: only words of a language are a switch.
 */
final class LatinGuests {
  private static final EnglishWords ENGLISH = EnglishWords.instance();

  /** A bracket with so many words is a gloss. */
  private static final int MOST_OF_GLOSS = 4;

  /** Shorter words alone may be signs or commands. */
  private static final int FEWEST_LETTERS_ALONE = 4;

  /** Words that are in no list are only a language's if there are so many, with so many letters. */
  private static final int FEWEST_UNKNOWN = 3;

  private static final int FEWEST_LETTERS_UNKNOWN = 14;
  private static final double SURE = 0.9;

  /** Words within names. */
  private static final Set<String> PARTICLES =
      Set.of(
          "a", "al", "an", "and", "at", "by", "da", "das", "de", "del", "der", "des", "di", "do",
          "dos", "du", "el", "en", "et", "for", "from", "in", "la", "le", "les", "of", "on", "or",
          "the", "to", "und", "van", "von", "with", "y", "zu");

  /** Words that begin a sentence and are never a name. */
  private static final Set<String> CONNECTIVES =
      Set.of(
          "additionally",
          "although",
          "because",
          "but",
          "furthermore",
          "hence",
          "however",
          "moreover",
          "nevertheless",
          "otherwise",
          "since",
          "therefore",
          "thus",
          "whereas");

  private LatinGuests() {}

  /** The language of words that follow each other; nothing if all are at home everywhere. */
  static Optional<String> language(String text, List<Word> run) {
    if (isGloss(text, run)) {
      return Optional.empty();
    }
    int english = 0;
    int letters = 0;
    int unknown = 0;
    int unknownLetters = 0;
    boolean accented = false;
    for (int i = 0; i < run.size(); i++) {
      Word word = run.get(i);
      String lexical = word.lexical();
      if (word.isCapitalized() || word.hasInnerCapital()) {
        if (run.size() == 1 && CONNECTIVES.contains(lexical)) {
          return Optional.of("en");
        }
      } else if (ENGLISH.contains(lexical)) {
        if (!(PARTICLES.contains(lexical) && isWithinName(run, i))) {
          english++;
          letters = Math.max(letters, lexical.length());
        }
      } else if (!ENGLISH.isLoanword(lexical) && word.letters() > 1) {
        unknown++;
        unknownLetters += word.letters();
        accented |= lexical.chars().anyMatch(c -> c > 0x7F);
      }
    }
    if (letters >= FEWEST_LETTERS_ALONE || (english > 1 && english >= unknown)) {
      return Optional.of(english >= unknown ? "en" : ForeignScripts.named(run, SURE));
    }
    boolean enough = unknown >= FEWEST_UNKNOWN && unknownLetters >= FEWEST_LETTERS_UNKNOWN;
    if (!enough && !accented) {
      return Optional.empty();
    }
    String named = ForeignScripts.named(run, SURE);
    return accented || !named.equals(UScript.getShortName(UScript.LATIN))
        ? Optional.of(named)
        : Optional.empty();
  }

  private static boolean isWithinName(List<Word> run, int index) {
    return index > 0
        && run.subList(0, index).stream().anyMatch(Word::isCapitalized)
        && run.subList(index + 1, run.size()).stream().anyMatch(Word::isCapitalized);
  }

  /** Whether the words fill a bracket and are few. */
  private static boolean isGloss(String text, List<Word> run) {
    if (run.size() > MOST_OF_GLOSS) {
      return false;
    }
    int before = run.get(0).start() - 1;
    while (before >= 0 && isSkipped(text.charAt(before))) {
      before--;
    }
    int behind = run.get(run.size() - 1).end();
    while (behind < text.length() && isSkipped(text.charAt(behind))) {
      behind++;
    }
    return before >= 0
        && behind < text.length()
        && "([（【".indexOf(text.charAt(before)) >= 0
        && ")]）】".indexOf(text.charAt(behind)) >= 0;
  }

  private static boolean isSkipped(char c) {
    return c == ' ' || "\"'“”‘’*:：,，、".indexOf(c) >= 0;
  }
}
