package dev.glossa.switching;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import dev.glossa.language.WordLikelihoods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds where an answer that should be in one language goes over to another.
 *
 * <ol>
 *   <li>Code, addresses, formulas, markup and identifiers are put aside.
 *   <li>By script: letters of a script in which the language is not written are a switch; Latin
 *       ones only with words that are no names, acronyms, units or loanwords ({@link LatinGuests}).
 *   <li>Within the language's script, where others share it: by the likelihood of words in each
 *       language, summed over neighbours ({@link SameScript}).
 * </ol>
 *
 * <p>It is tuned to be silent where it is not sure, since few answers switch: single words of a
 * language with the same script are mostly missed. What it finds is measured on planted switches
 * (jobs/src/site/evaluation.md). Indonesian and Malay count as one language. Immutable; one serves
 * all threads.
 */
public final class SwitchDetector {
  private final String language;
  private final Set<Integer> scripts;
  private final Optional<SameScript> sameScript;

  private SwitchDetector(String language, Set<Integer> scripts) {
    this.language = language;
    this.scripts = scripts;
    this.sameScript =
        scripts.size() == 1
            ? WordLikelihoods.ofScript(scripts.iterator().next())
                .map(likelihoods -> new SameScript(language, likelihoods))
            : Optional.empty();
  }

  /**
   * A detector for answers in a language.
   *
   * @param language ISO 639-1 code
   * @throws IllegalArgumentException if the language's script, or the language among those of its
   *     script, is not known
   */
  public static SwitchDetector of(String language) {
    int[] scripts = UScript.getCode(new ULocale(language));
    if (scripts == null) {
      throw new IllegalArgumentException(
          "The script of the language '%s' is not known: use an ISO 639-1 code."
              .formatted(language));
    }
    return new SwitchDetector(
        language, Arrays.stream(scripts).boxed().collect(Collectors.toUnmodifiableSet()));
  }

  /** What of an answer is in other languages. */
  public CodeSwitching detect(String answer) {
    String text = NoLanguage.blanked(answer);
    List<Word> words = Word.of(text);
    List<SwitchedSpan> spans = new ArrayList<>();
    List<Word> own = new ArrayList<>();
    for (List<Word> run : runs(text, words)) {
      if (isOwn(run.get(0))) {
        own.addAll(run);
      } else if (run.get(0).script() == UScript.LATIN) {
        LatinGuests.language(text, run).ifPresent(in -> spans.add(SwitchedSpan.of(run, in)));
      } else {
        ForeignScripts.language(run).ifPresent(in -> spans.add(SwitchedSpan.of(run, in)));
      }
    }
    sameScript.ifPresent(detector -> spans.addAll(detector.spans(text, own)));
    spans.sort(Comparator.comparingInt(SwitchedSpan::start));
    return new CodeSwitching(
        language,
        spans,
        words.stream().mapToLong(Word::letters).sum(),
        lettersWithin(spans, words));
  }

  private boolean isOwn(Word word) {
    return scripts.contains(word.script());
  }

  /** Words of one script, or of the language's own, that stand together. */
  private List<List<Word>> runs(String text, List<Word> words) {
    List<List<Word>> runs = new ArrayList<>();
    Word last = null;
    for (Word word : words) {
      if (last == null || !continues(text, last, word)) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(word);
      last = word;
    }
    return runs;
  }

  private boolean continues(String text, Word last, Word word) {
    return isOwn(last)
        ? isOwn(word)
        : last.script() == word.script()
            && text.substring(last.end(), word.start())
                .chars()
                .noneMatch(c -> c == '\n' || "()[]（）【】".indexOf(c) >= 0);
  }

  private static long lettersWithin(List<SwitchedSpan> spans, List<Word> words) {
    long letters = 0;
    int next = 0;
    for (Word word : words) {
      while (next < spans.size() && spans.get(next).end() <= word.start()) {
        next++;
      }
      boolean within = next < spans.size() && spans.get(next).start() <= word.start();
      letters += within ? word.letters() : 0;
    }
    return letters;
  }
}
