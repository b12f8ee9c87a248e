package dev.glossa.benchmark;

import java.util.List;

/**
 * Points in GAOKAO-Bench.
 *
 * @param earned what was earned
 * @param of what could be earned
 * @param parts how many questions, parts counted one by one
 */
public record GaokaoPoints(double earned, double of, int parts) {
  /** The sum of nothing. */
  public static final GaokaoPoints NONE = new GaokaoPoints(0, 0, 0);

  private static final double PHYSICS_WHOLE = 6;
  private static final double PHYSICS_PART = 3;
  private static final int RATE_PLACES = 3;

  /**
   * The points of one question. With fewer or more answers than parts it earns nothing. In physics
   * a part is worth 6 if the letters are the right ones in their order, and 3 if none is wrong.
   */
  public static GaokaoPoints of(
      GaokaoSubject subject, GaokaoQuestion question, List<String> answers) {
    int parts = question.answers().size();
    double earned = 0;
    if (answers.size() == parts) {
      for (int i = 0; i < parts; i++) {
        earned += points(subject, question.score(), question.answers().get(i), answers.get(i));
      }
    }
    return new GaokaoPoints(earned, parts * question.score(), parts);
  }

  /** Both together. */
  public GaokaoPoints plus(GaokaoPoints other) {
    return new GaokaoPoints(earned + other.earned, of + other.of, parts + other.parts);
  }

  /** The share of the points that was earned, 0…1, to three places. */
  public double rate() {
    return PythonText.round(earned / of, RATE_PLACES);
  }

  private static double points(GaokaoSubject subject, double score, String right, String answer) {
    boolean same = answer.equals(right);
    if (subject != GaokaoSubject.PHYSICS) {
      return same ? score : 0;
    }
    if (same) {
      return PHYSICS_WHOLE;
    }
    return answer.codePoints().allMatch(letter -> right.indexOf(letter) >= 0) ? PHYSICS_PART : 0;
  }
}
