package dev.glossa.benchmark;

import dev.glossa.text.Characters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * chrF, the F-score of character n-grams (Popović, 2015), as sacrebleu 2 computes it by default:
 * n-grams of 1 to 6 characters without white space, recall weighing beta² = 4 times as much as
 * precision, averaged over the lengths that both texts have. An instance holds the counts of one
 * answer and its reference, or the sums over several. Immutable.
 */
public final class Chrf {

  /** The longest n-grams. */
  private static final int ORDER = 6;

  private static final double BETA_SQUARED = 4;

  private final long[] answered;
  private final long[] expected;
  private final long[] matched;

  private Chrf(long[] answered, long[] expected, long[] matched) {
    this.answered = answered;
    this.expected = expected;
    this.matched = matched;
  }

  /** No answers yet. */
  public static Chrf none() {
    return new Chrf(new long[ORDER], new long[ORDER], new long[ORDER]);
  }

  /** The counts of an answer and its reference. */
  public static Chrf of(String answer, String reference) {
    int[] answerCharacters = characters(answer);
    int[] referenceCharacters = characters(reference);
    Chrf counts = none();
    for (int n = 1; n <= ORDER; n++) {
      Map<String, Integer> inReference = grams(referenceCharacters, n);
      int index = n - 1;
      counts.expected[index] = Math.max(0, referenceCharacters.length - n + 1);
      // Where the reference is too short for any n-gram, those of the answer are not held against
      // it.
      counts.answered[index] =
          inReference.isEmpty() ? 0 : Math.max(0, answerCharacters.length - n + 1);
      grams(answerCharacters, n)
          .forEach(
              (gram, count) ->
                  counts.matched[index] += Math.min(count, inReference.getOrDefault(gram, 0)));
    }
    return counts;
  }

  /** The counts of both: the score of a collection is that of the sums. */
  public Chrf plus(Chrf other) {
    return new Chrf(
        sum(answered, other.answered), sum(expected, other.expected), sum(matched, other.matched));
  }

  /** 0 to 100. */
  public double score() {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < ORDER; i++) {
      if (answered[i] > 0 && expected[i] > 0) {
        precision += (double) matched[i] / answered[i];
        recall += (double) matched[i] / expected[i];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  private static int[] characters(String text) {
    return text.codePoints().filter(character -> !Characters.isSpace(character)).toArray();
  }

  private static Map<String, Integer> grams(int[] characters, int n) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= characters.length; i++) {
      counts.merge(new String(characters, i, n), 1, Integer::sum);
    }
    return counts;
  }

  private static long[] sum(long[] first, long[] second) {
    long[] sum = Arrays.copyOf(first, ORDER);
    for (int i = 0; i < ORDER; i++) {
      sum[i] += second[i];
    }
    return sum;
  }
}
