package dev.glossa.evaluate;

import dev.glossa.evaluate.CompareResult.Comparison;
import dev.glossa.evaluate.PairedBootstrap.Sums;
import dev.glossa.evaluate.PairedItems.Pair;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of paired items: the share of right answers with McNemar's exact test, perplexities
 * and bits per byte with the paired bootstrap.
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

  private static final Measure ACCURACY =
      new Measure(item -> item.correct() ? 1 : 0, item -> 1, share -> share);

  private static Measure perplexity(ToDoubleFunction<EvaluatedItem> units) {
    return new Measure(item -> -item.logLikelihood(), units, Math::exp);
  }

  private static final Measure BITS_PER_BYTE =
      new Measure(item -> -item.logLikelihood(), EvaluatedItem::bytes, nats -> nats / Math.log(2));

  /** By name, as in results.json. */
  SortedMap<String, Comparison> of(List<Pair> pairs) {
    SortedMap<String, Comparison> metrics = new TreeMap<>();
    List<Pair> judged = pairs.stream().filter(pair -> pair.first().correct() != null).toList();
    if (!judged.isEmpty()) {
      double pValue =
          ExactMcNemar.pValue(
              judged.stream().filter(Pair::lost).count(),
              judged.stream().filter(Pair::gained).count());
      metrics.put("acc", compare(judged, ACCURACY, pValue));
    }
    List<Pair> documents =
        pairs.stream().filter(pair -> pair.first().logLikelihood() != null).toList();
    if (!documents.isEmpty()) {
      metrics.put("bits_per_byte", compare(documents, BITS_PER_BYTE, null));
      metrics.put("byte_perplexity", compare(documents, perplexity(EvaluatedItem::bytes), null));
      metrics.put("word_perplexity", compare(documents, perplexity(EvaluatedItem::words), null));
      metrics.put("token_perplexity", compare(documents, perplexity(EvaluatedItem::tokens), null));
    }
    return metrics;
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
