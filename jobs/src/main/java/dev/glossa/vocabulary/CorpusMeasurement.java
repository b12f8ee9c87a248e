package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.JobContext;
import dev.glossa.language.Language;
import dev.glossa.language.LanguageScore;
import dev.glossa.text.WordSegments;
import dev.glossa.tokenizer.TokenMeter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Measures tokenizers on documents, by language, in one pass. A partition sends what it counted, at
 * most a number for each piece and language; no document leaves it.
 */
final class CorpusMeasurement {

  private final SparkSession spark;
  private final JobContext context;
  private final IngestSettings ingest;
  private final List<TokenizerFiles> tokenizers;

  CorpusMeasurement(
      SparkSession spark,
      JobContext context,
      IngestSettings ingest,
      List<TokenizerFiles> tokenizers) {
    this.spark = spark;
    this.context = context;
    this.ingest = ingest;
    this.tokenizers = tokenizers;
  }

  /** By language code; documents without a label are of the language und. */
  SortedMap<String, CorpusCounts> measure(List<String> paths) {
    Broadcast<List<TokenizerFiles>> files =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(tokenizers);
    ReadRecords read = new ReadRecords(spark);
    SortedMap<String, CorpusCounts> byLanguage =
        new TreeMap<>(
            Documents.readable(spark, paths, ingest, read, "language", "text")
                .mapPartitionsToPair(documents -> count(documents, files.value()))
                .reduceByKey(CorpusCounts::add)
                .collectAsMap());
    read.require(ingest, context);
    return byLanguage;
  }

  /** The language that a label stands for. */
  static String language(String label) {
    return label == null ? LanguageScore.NONE.language() : Language.codeOf(label);
  }

  private static Iterator<Tuple2<String, CorpusCounts>> count(
      Iterator<Row> documents, List<TokenizerFiles> files) {
    List<TokenMeter> meters =
        files.stream().map(tokenizer -> new TokenMeter(tokenizer.tokenizer())).toList();
    WordSegments segments = new WordSegments();
    SortedMap<String, CorpusCounts> languages = new TreeMap<>();
    while (documents.hasNext()) {
      Row document = documents.next();
      String text = document.getString(1);
      int[] words = segments.bounds(text);
      CorpusCounts counts =
          languages.computeIfAbsent(
              language(document.getString(0)), language -> new CorpusCounts(meters.size()));
      counts.addDocument(
          words.length / 2,
          text.getBytes(StandardCharsets.UTF_8).length,
          text.codePointCount(0, text.length()));
      for (int i = 0; i < meters.size(); i++) {
        meters.get(i).add(text, words, counts.tokenizers().get(i));
      }
    }
    List<Tuple2<String, CorpusCounts>> counted = new ArrayList<>();
    languages.forEach((language, counts) -> counted.add(new Tuple2<>(language, counts)));
    return counted.iterator();
  }
}
