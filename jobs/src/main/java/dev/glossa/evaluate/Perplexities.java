package dev.glossa.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;

/**
 * Perplexities of a collection of documents, {@code exp(−Σ log p / Σ units)}, not means over
 * documents. The sums are taken in the order in which documents are given. Their standard errors
 * are those of a ratio of sums over documents, by linearization.
 */
final class Perplexities {
  private static final double Z = 1.959963984540054;

  private final List<Scored> documents = new ArrayList<>();

  /**
   * @param logLikelihood of the whole document, in nats
   */
  record Scored(double logLikelihood, long tokens, long words, long bytes) {
    /** What a row of {@link ItemTable} says. */
    static Scored of(Row row) {
      return new Scored(
          row.getAs("log_likelihood"), row.getAs("tokens"), row.getAs("words"), row.getAs("bytes"));
    }
  }

  void add(Scored document) {
    documents.add(document);
  }

  /** word_perplexity, byte_perplexity, bits_per_byte and token_perplexity. */
  SortedMap<String, Metric> metrics() {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    metrics.put("word_perplexity", perplexity(rate(Scored::words)));
    metrics.put("byte_perplexity", perplexity(rate(Scored::bytes)));
    metrics.put("token_perplexity", perplexity(rate(Scored::tokens)));
    metrics.put("bits_per_byte", bits(rate(Scored::bytes)));
    return metrics;
  }

  private record Rate(double value, double error) {}

  /** Nats per unit. */
  private Rate rate(ToLongFunction<Scored> units) {
    double nats = 0;
    long count = 0;
    for (Scored document : documents) {
      nats -= document.logLikelihood();
      count += units.applyAsLong(document);
    }
    double rate = nats / count;
    double squares = 0;
    for (Scored document : documents) {
      double residual = -document.logLikelihood() - rate * units.applyAsLong(document);
      squares += residual * residual;
    }
    int n = documents.size();
    return new Rate(rate, Math.sqrt(squares * n / (n - 1.0)) / count);
  }

  private Metric perplexity(Rate rate) {
    double value = Math.exp(rate.value);
    return metric(
        value,
        value * rate.error,
        Math.exp(rate.value - Z * rate.error),
        Math.exp(rate.value + Z * rate.error));
  }

  private Metric bits(Rate rate) {
    double value = rate.value / Math.log(2);
    double error = rate.error / Math.log(2);
    return metric(value, error, value - Z * error, value + Z * error);
  }

  private Metric metric(double value, double error, double low, double high) {
    int n = documents.size();
    return n < 2
        ? new Metric(value, null, null, n)
        : new Metric(value, error, List.of(low, high), n);
  }
}
