package dev.glossa.evaluate;

import dev.glossa.evaluate.CompareResult.Comparison;
import dev.glossa.evaluate.PairedBootstrap.Sums;
import dev.glossa.evaluate.PairedItems.Pair;
import dev.glossa.switching.CodeSwitching;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of paired items: shares of right answers, and of answers in two languages, with
 * McNemar's exact test; chrF, shares of points, perplexities and bits per byte with the paired
 * bootstrap.
 *
 * @param resamples how often items are drawn
 * @param seed of the draws
 */
record PairedMetrics(int resamples, long seed) {

  /**
   * @param value of an item, to be summed
   * @param weight of an item, by whose sum it is divided
   * @param measure of the ratio of sums
   */
  private record Measure(
      ToDoubleFunction<EvaluatedItem> value,
      ToDoubleFunction<EvaluatedItem> weight,
      DoubleUnaryOperator measure) {

    Sums sums(List<Pair> pairs, Function<Pair, EvaluatedItem> side) {
      return new Sums(
          pairs.stream().map(side).mapToDouble(value).toArray(),
          pairs.stream().map(side).mapToDouble(weight).toArray());
    }

    double of(Sums sums) {
      double value = 0;
      double weight = 0;
      for (int i = 0; i < sums.values().length; i++) {
        value += sums.values()[i];
        weight += sums.weights()[i];
      }
      return measure.applyAsDouble(value / weight);
    }
  }

  private static final Measure POINTS =
      new Measure(EvaluatedItem::points, EvaluatedItem::pointsOf, share -> share);

  private static final Measure CHRF = new Measure(EvaluatedItem::points, item -> 1, mean -> mean);

  /** Null of an answer that is not there. */
  private static Boolean isInOtherLanguage(EvaluatedItem item) {
    return item.pointsOf() == null
        ? null
        : CodeSwitching.isOther(item.pointsOf() - item.points(), item.pointsOf());
  }

  private static Boolean switches(EvaluatedItem item) {
    return item.pointsOf() == null ? null : !item.correct() && !isInOtherLanguage(item);
  }

  private static Measure perplexity(ToDoubleFunction<EvaluatedItem> units) {
    return new Measure(item -> -item.logLikelihood(), units, Math::exp);
  }

  private static final Measure BITS_PER_BYTE =
      new Measure(item -> -item.logLikelihood(), EvaluatedItem::bytes, nats -> nats / Math.log(2));

  /**
   * By name, as in results.json.
   *
   * @param pairs of one task
   */
  SortedMap<String, Comparison> of(List<Pair> pairs) {
    String task = pairs.get(0).first().key().task();
    SortedMap<String, Comparison> metrics = new TreeMap<>();
    if (task.equals(CodeSwitchingTask.NAME)) {
      addShare(metrics, "code_switching_rate", pairs, PairedMetrics::switches);
      addShare(metrics, "other_language_rate", pairs, PairedMetrics::isInOtherLanguage);
      return metrics;
    }
    List<Pair> scored =
        pairs.stream()
            .filter(pair -> pair.first().points() != null && pair.second().points() != null)
            .toList();
    boolean isOfAnswers = task.equals(ResponseTask.NAME);
    if (!isOfAnswers) {
      addShare(metrics, "acc", pairs, EvaluatedItem::correct);
      addShare(metrics, "acc_norm", pairs, EvaluatedItem::correctPerCharacter);
    }
    if (!scored.isEmpty()) {
      metrics.put(
          isOfAnswers ? "chrf" : "points", compare(scored, isOfAnswers ? CHRF : POINTS, null));
    }
    List<Pair> documents =
        pairs.stream()
            .filter(
                pair ->
                    pair.first().logLikelihood() != null && pair.second().logLikelihood() != null)
            .toList();
    if (!documents.isEmpty()) {
      metrics.put("bits_per_byte", compare(documents, BITS_PER_BYTE, null));
      metrics.put("byte_perplexity", compare(documents, perplexity(EvaluatedItem::bytes), null));
      metrics.put("word_perplexity", compare(documents, perplexity(EvaluatedItem::words), null));
      metrics.put("token_perplexity", compare(documents, perplexity(EvaluatedItem::tokens), null));
    }
    return metrics;
  }

  private void addShare(
      SortedMap<String, Comparison> metrics,
      String name,
      List<Pair> pairs,
      Function<EvaluatedItem, Boolean> right) {
    List<Pair> judged =
        pairs.stream()
            .filter(pair -> right.apply(pair.first()) != null && right.apply(pair.second()) != null)
            .toList();
    if (judged.isEmpty()) {
      return;
    }
    long onlyFirst = 0;
    long onlySecond = 0;
    for (Pair pair : judged) {
      boolean first = right.apply(pair.first());
      boolean second = right.apply(pair.second());
      onlyFirst += first && !second ? 1 : 0;
      onlySecond += second && !first ? 1 : 0;
    }
    Measure share = new Measure(item -> right.apply(item) ? 1 : 0, item -> 1, value -> value);
    metrics.put(name, compare(judged, share, ExactMcNemar.pValue(onlyFirst, onlySecond)));
  }

  /**
   * @param exact the p-value of an exact test; null for the bootstrap's
   */
  private Comparison compare(List<Pair> pairs, Measure measure, Double exact) {
    Sums first = measure.sums(pairs, Pair::first);
    Sums second = measure.sums(pairs, Pair::second);
    PairedBootstrap bootstrap =
        PairedBootstrap.of(first, second, measure.measure(), resamples, seed);
    return new Comparison(
        measure.of(first),
        measure.of(second),
        measure.of(second) - measure.of(first),
        bootstrap.interval(),
        exact == null ? bootstrap.pValue() : exact,
        exact == null ? "bootstrap" : "mcnemar",
        pairs.size());
  }
}
