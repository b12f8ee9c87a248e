package dev.glossa.judge;

import dev.glossa.evaluate.Metric;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What judge.json says.
 *
 * @param schema 1
 * @param prompts what the judges were asked, whole
 * @param results the stars, a table for each judge and model
 * @param agreement of judges with themselves, with each other and with people
 * @param bias what sways the judges
 * @param unreadable the judgements without stars
 * @param maxUnreadableShare their share above which the run has failed
 * @param humanScores scores of people that are about a judged answer
 * @param settings by configuration key
 * @param versions of what computed the results
 */
public record JudgeResult(
    int schema,
    List<JudgePrompt> prompts,
    List<Scores> results,
    Agreement agreement,
    List<Bias> bias,
    List<Unreadable> unreadable,
    double maxUnreadableShare,
    long humanScores,
    SortedMap<String, String> settings,
    SortedMap<String, String> versions) {

  /** The file's name in the output folder. */
  public static final String FILE = "judge.json";

  /**
   * A judgement without stars.
   *
   * @param judge who judged
   * @param model whose answer
   * @param id of the question
   * @param repeat the repetition, from 0
   * @param problems why, a line for each time it was asked
   */
  public record Unreadable(
      String judge, String model, String id, int repeat, List<String> problems) {}

  /**
   * How far raters agree.
   *
   * @param alpha Krippendorff's, of groups of raters
   * @param kappa Cohen's, of pairs of raters
   */
  public record Agreement(List<Alpha> alpha, List<Kappa> kappa) {}

  /**
   * @param raters who
   * @param aspect of which
   * @param ordinal alpha, where only the order of stars counts; null if there is none
   * @param interval alpha, where their distance counts; null if there is none
   * @param raterCount how many raters
   * @param units answers that at least two of them have rated
   */
  public record Alpha(
      String raters, String aspect, Double ordinal, Double interval, int raterCount, long units) {}

  /**
   * @param first a rater
   * @param second another
   * @param aspect of which
   * @param kappa unweighted; null if there is none
   * @param quadratic with quadratic weights; null if there is none
   * @param equal the share of equal stars
   * @param n pairs of stars
   */
  public record Kappa(
      String first,
      String second,
      String aspect,
      Double kappa,
      Double quadratic,
      double equal,
      int n) {}

  /**
   * What sways a judge.
   *
   * @param judge which
   * @param position stars that an aspect gains with each place further down; null if no answer was
   *     judged in two orders
   * @param length rank correlation of stars with the answer's length in words, by aspect
   * @param lengthBeyondPeople the same of the stars beyond what people gave; empty without people
   */
  public record Bias(
      String judge,
      Metric position,
      SortedMap<String, Metric> length,
      SortedMap<String, Metric> lengthBeyondPeople) {}

  /** What each row of a table of scores has: the aspects in the prompt's order, and their mean. */
  public List<String> columns() {
    return Stream.concat(prompts.get(0).aspectNames().stream(), Stream.of(Scores.AVERAGE)).toList();
  }

  /** Judgements, with stars or without. */
  public long judgements() {
    return results.stream().mapToLong(scores -> scores.judged() + scores.unreadable()).sum();
  }

  /** The share of judgements without stars. */
  double unreadableShare() {
    return (double) results.stream().mapToLong(Scores::unreadable).sum() / judgements();
  }

  /** Whether no larger share of judgements is without stars than is allowed; else none counts. */
  public boolean hasEnoughStars() {
    return unreadableShare() <= maxUnreadableShare;
  }
}
