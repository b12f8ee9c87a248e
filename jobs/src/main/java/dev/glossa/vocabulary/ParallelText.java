package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Counts tokens on parallel text: documents that say the same in several languages have the same
 * {@code id} and another {@code lang}. Documents of the same id and language are parts of one text.
 *
 * <p>Without a PATH it is the 30 articles of the Universal Declaration of Human Rights in 19
 * languages.
 */
final class ParallelText {

  /** What the text without a PATH is called. */
  static final String DECLARATION = "Universal Declaration of Human Rights";

  private static final String RESOURCE = "udhr.jsonl.gz";
  private static final String ENGLISH = "en";

  private final SparkSession spark;
  private final IngestSettings ingest;
  private final String path;

  /**
   * @param path where the documents are, or null
   */
  ParallelText(SparkSession spark, IngestSettings ingest, String path) {
    this.spark = spark;
    this.ingest = ingest;
    this.path = path;
  }

  /**
   * The tokens of a language's texts that are there in English too: how many texts, then for each
   * tokenizer the language's tokens and those of the same texts in English.
   *
   * @throws GlossaException (usage) if no text is there in English and another language; (bad
   *     input) if too much cannot be read
   */
  SortedMap<String, long[]> count(List<TokenizerFiles> tokenizers) {
    Broadcast<List<TokenizerFiles>> files =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(tokenizers);
    ReadRecords read = new ReadRecords(spark);
    JavaPairRDD<String, Map<String, long[]>> tokensById =
        documents(read)
            .mapToPair(
                document ->
                    new Tuple2<>(
                        document.getString(0),
                        tokens(
                            CorpusMeasurement.language(document.getString(1)),
                            document.getString(2),
                            files.value())))
            .reduceByKey(ParallelText::together);
    SortedMap<String, long[]> languages =
        new TreeMap<>(
            tokensById
                .values()
                .flatMapToPair(texts -> besideEnglish(texts).iterator())
                .reduceByKey(ParallelText::sum)
                .collectAsMap());
    read.require(ingest);
    if (languages.size() < 2) {
      throw GlossaException.usage(
          "'%s' has no text in English and another language: parallel documents have the same id"
              + " and another lang (--parallel).",
          path);
    }
    return languages;
  }

  private JavaRDD<Row> documents(ReadRecords read) {
    if (path == null) {
      return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(declaration());
    }
    return Documents.readable(spark, List.of(path), ingest, read, "id", "language", "text")
        .filter(row -> !row.isNullAt(0));
  }

  /** The lines of the Declaration in English. */
  static List<String> englishDeclaration() {
    return declaration().stream()
        .filter(row -> row.getString(1).equals(ENGLISH))
        .flatMap(row -> row.getString(2).lines())
        .toList();
  }

  private static List<Row> declaration() {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = ParallelText.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Article article = Json.FILES.readValue(line, Article.class);
        rows.add(RowFactory.create(article.id(), article.lang(), article.text()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private record Article(String id, String lang, String text) {}

  private static Map<String, long[]> tokens(
      String language, String text, List<TokenizerFiles> files) {
    long[] tokens =
        files.stream().mapToLong(file -> file.tokenizer().encode(text).length).toArray();
    return new HashMap<>(Map.of(language, tokens));
  }

  private static Map<String, long[]> together(Map<String, long[]> a, Map<String, long[]> b) {
    Map<String, long[]> both = new HashMap<>(a);
    b.forEach((language, tokens) -> both.merge(language, tokens, ParallelText::sum));
    return both;
  }

  private static List<Tuple2<String, long[]>> besideEnglish(Map<String, long[]> texts) {
    List<Tuple2<String, long[]>> pairs = new ArrayList<>();
    long[] english = texts.get(ENGLISH);
    if (english != null) {
      texts.forEach(
          (language, tokens) -> {
            long[] pair = new long[1 + 2 * tokens.length];
            pair[0] = 1;
            for (int i = 0; i < tokens.length; i++) {
              pair[1 + 2 * i] = tokens[i];
              pair[2 + 2 * i] = english[i];
            }
            pairs.add(new Tuple2<>(language, pair));
          });
    }
    return pairs;
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
