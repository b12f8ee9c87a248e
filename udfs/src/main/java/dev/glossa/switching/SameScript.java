package dev.glossa.switching;

import com.ibm.icu.lang.UScript;
import dev.glossa.language.Language;
import dev.glossa.language.WordLikelihoods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Switches between languages of one script. Each word weighs for every other language by the
 * logarithm of its likelihood there against that in the answer's language. The best sequence of
 * languages is sought (Viterbi), in which going over to a language costs more than any word by
 * chance brings. Names, acronyms and loanwords weigh nothing.
 */
final class SameScript {
  private static final EnglishWords ENGLISH = EnglishWords.instance();

  /** What going over costs, in nats: to one of Glossa's languages, and to others. */
  private static final double COST = 24;

  private static final double COST_OF_OTHERS = 36;

  /** No word weighs more by its letters: one alone is not enough. */
  private static final double MOST_OF_A_WORD = 20;

  /** What a word of the English list weighs besides. */
  private static final double LISTED = 8;

  /** Too close to be told apart by letters: none of them is a switch in another of them. */
  private static final List<Set<String>> CLOSE =
      List.of(Set.of("id", "ms"), Set.of("sw", "rw"), Set.of("da", "no"), Set.of("hr", "sr"));

  private final WordLikelihoods likelihoods;
  private final List<String> languages;
  private final int own;
  private final double[] costs;
  private final boolean latin;
  private final boolean keheh;

  SameScript(String language, WordLikelihoods likelihoods) {
    this.likelihoods = likelihoods;
    this.languages = likelihoods.languages();
    this.own = languages.indexOf(language);
    if (own < 0) {
      throw new IllegalArgumentException(
          "'%s' cannot be told from the other languages of its script, of which these are known: %s."
              .formatted(language, String.join(", ", languages)));
    }
    this.costs = languages.stream().mapToDouble(to -> cost(language, to)).toArray();
    this.latin = languages.contains("en");
    this.keheh = language.equals("ur") || language.equals("fa");
  }

  private static double cost(String from, String to) {
    if (CLOSE.stream().anyMatch(close -> close.contains(from) && close.contains(to))) {
      return Double.POSITIVE_INFINITY;
    }
    return Language.of(to).isPresent() ? COST : COST_OF_OTHERS;
  }

  /** The parts of the answer in other languages of the script. */
  List<SwitchedSpan> spans(String text, List<Word> words) {
    int[] path = path(text, words);
    List<SwitchedSpan> spans = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= words.size(); i++) {
      if (i == words.size() || path[i] != path[start]) {
        List<Word> part = words.subList(start, i);
        if (path[start] != own && !isNameAlone(part)) {
          spans.add(SwitchedSpan.of(part, languages.get(path[start])));
        }
        start = i;
      }
    }
    return spans;
  }

  /** A single capitalized word may always be a name. */
  private static boolean isNameAlone(List<Word> part) {
    return part.size() == 1 && part.get(0).isCapitalized();
  }

  /** The language of each word in the best sequence. */
  private int[] path(String text, List<Word> words) {
    int states = languages.size();
    int[][] from = new int[words.size()][states];
    double[] best = new double[states];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    best[own] = 0;
    for (int i = 0; i < words.size(); i++) {
      double[] weights = weights(text, words, i);
      double[] next = new double[states];
      int last = argMax(best);
      for (int l = 0; l < states; l++) {
        // Coming home costs nothing; going from one language to another is as from one's own.
        double over = best[last] - (l == own ? 0 : costs[l]);
        // Words that weigh nothing do not begin a part in another language.
        boolean stays = l == own ? best[l] >= over : best[l] > over;
        from[i][l] = stays ? l : last;
        next[l] = (stays ? best[l] : over) + weights[l];
      }
      best = next;
    }
    int[] path = new int[words.size()];
    int language = argMax(best);
    for (int i = words.size() - 1; i >= 0; i--) {
      path[i] = language;
      language = from[i][language];
    }
    return path;
  }

  /** Of equal ones the answer's own. */
  private int argMax(double[] values) {
    int best = own;
    for (int l = 0; l < values.length; l++) {
      best = values[l] > values[best] ? l : best;
    }
    return best;
  }

  private double[] weights(String text, List<Word> words, int index) {
    Word word = words.get(index);
    String lexical = word.lexical();
    if (latin
        && (word.letters() < 2 || isName(text, words, index) || ENGLISH.isLoanword(lexical))) {
      return new double[languages.size()];
    }
    double[] weights = likelihoods.of(lexical);
    double likelihood = weights[own];
    if (keheh) {
      likelihood = Math.max(likelihood, likelihoods.of(withOwnLetters(lexical))[own]);
    }
    for (int l = 0; l < weights.length; l++) {
      double weight = weights[l] - likelihood;
      weights[l] = Math.max(-MOST_OF_A_WORD, Math.min(MOST_OF_A_WORD, weight));
    }
    if (latin && ENGLISH.contains(lexical)) {
      weights[languages.indexOf("en")] += LISTED;
    }
    weights[own] = 0;
    return weights;
  }

  /** Urdu and Persian are often typed with Arabic's kaf and yeh. */
  private static String withOwnLetters(String word) {
    return word.replace('ك', 'ک').replace('ي', 'ی');
  }

  /** Acronyms, and capitalized words within a sentence or before another such word. */
  private static boolean isName(String text, List<Word> words, int index) {
    Word word = words.get(index);
    if (word.script() != UScript.LATIN || !word.isCapitalized()) {
      return false;
    }
    return word.hasInnerCapital()
        || !beginsSentence(text, word.start())
        || (index + 1 < words.size() && words.get(index + 1).isCapitalized());
  }

  private static boolean beginsSentence(String text, int start) {
    for (int i = start - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '\n' || ".!?:;…|".indexOf(c) >= 0) {
        return true;
      }
      if (c != ' ' && "\"'“”‘’«»()[]*#->•".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
