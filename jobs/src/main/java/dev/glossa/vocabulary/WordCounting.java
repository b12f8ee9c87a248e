package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.tokenizer.LineWords;
import dev.glossa.tokenizer.WordCount;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Counts the words of documents with Spark, in 64 bits. A document's lines are its sentences;
 * U+000D is removed, empty lines are left out. The counts of inputs are multiplied by their weights
 * and summed, then rounded half up.
 */
final class WordCounting {

  /** Words of one task are handed on when so many distinct ones have come together. */
  private static final int WORDS_IN_MEMORY = 1 << 18;

  /** Makes the rules where they are needed; they are no data. */
  interface Rules extends Serializable {
    LineWords make();
  }

  private final SparkSession spark;
  private final IngestSettings ingest;
  private final Rules rules;

  WordCounting(SparkSession spark, IngestSettings ingest, Rules rules) {
    this.spark = spark;
    this.ingest = ingest;
    this.rules = rules;
  }

  /** Every word once, in no particular order. */
  List<WordCount> count(List<String> inputs) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Map<BigDecimal, List<String>> byWeight =
        inputs.stream()
            .map(input -> Inputs.weighted(input, hadoop))
            .collect(
                Collectors.groupingBy(
                    input -> BigDecimal.valueOf(input.weight()).stripTrailingZeros(),
                    TreeMap::new,
                    Collectors.mapping(Inputs.Weighted::path, Collectors.toList())));
    JavaPairRDD<String, BigDecimal> weighted = null;
    for (Map.Entry<BigDecimal, List<String>> paths : byWeight.entrySet()) {
      BigDecimal weight = paths.getKey();
      JavaPairRDD<String, BigDecimal> counts =
          count(texts(paths.getValue())).mapValues(count -> weight.multiply(new BigDecimal(count)));
      weighted = weighted == null ? counts : weighted.union(counts).reduceByKey(BigDecimal::add);
    }
    List<WordCount> words =
        weighted
            .mapValues(count -> count.setScale(0, RoundingMode.HALF_UP).longValueExact())
            .filter(word -> word._2() > 0)
            .map(word -> new WordCountRow(word._1(), word._2()))
            .collect()
            .stream()
            .map(row -> new WordCount(row.word(), row.count()))
            .toList();
    if (words.isEmpty()) {
      throw GlossaException.badInput(
          "There is no word to learn from in %s: every line is empty or longer than"
              + " max_sentence_length.",
          String.join(", ", inputs));
    }
    return words;
  }

  private record WordCountRow(String word, long count) implements Serializable {}

  private JavaRDD<String> texts(List<String> paths) {
    return Documents.readable(spark, paths, ingest)
        .select("text")
        .toJavaRDD()
        .map((Row row) -> row.getString(0));
  }

  private JavaPairRDD<String, Long> count(JavaRDD<String> texts) {
    Rules make = rules;
    return texts
        .mapPartitionsToPair(documents -> new PartitionCounts(documents, make.make()))
        .reduceByKey(Long::sum);
  }

  /** The words of one partition, counted as far as memory allows. */
  private static final class PartitionCounts implements Iterator<Tuple2<String, Long>> {
    private final Iterator<String> documents;
    private final LineWords rules;
    private Iterator<Tuple2<String, Long>> counted = List.<Tuple2<String, Long>>of().iterator();

    private PartitionCounts(Iterator<String> documents, LineWords rules) {
      this.documents = documents;
      this.rules = rules;
    }

    @Override
    public boolean hasNext() {
      while (!counted.hasNext() && documents.hasNext()) {
        counted = countSome();
      }
      return counted.hasNext();
    }

    @Override
    public Tuple2<String, Long> next() {
      return counted.next();
    }

    private Iterator<Tuple2<String, Long>> countSome() {
      Object2LongOpenHashMap<String> counts = new Object2LongOpenHashMap<>();
      while (documents.hasNext() && counts.size() < WORDS_IN_MEMORY) {
        for (String line : documents.next().replace("\r", "").split("\n")) {
          rules.words(line).forEach(word -> counts.addTo(word, 1));
        }
      }
      List<Tuple2<String, Long>> pairs = new ArrayList<>(counts.size());
      counts
          .object2LongEntrySet()
          .forEach(entry -> pairs.add(new Tuple2<>(entry.getKey(), entry.getLongValue())));
      return pairs.iterator();
    }
  }
}
