package dev.glossa.vocabulary;

import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.text.WordSegments;
import dev.glossa.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** Measures two tokenizers on the same documents, in one pass. */
public final class FertilityMeasurement {

  private static final int TOKENS_BEFORE = 0;
  private static final int TOKENS_AFTER = 1;
  private static final int WORDS = 2;
  private static final int BYTES = 3;

  private final SparkSession spark;
  private final IngestSettings ingest;

  public FertilityMeasurement(SparkSession spark, IngestSettings ingest) {
    this.spark = spark;
    this.ingest = ingest;
  }

  /**
   * Of both tokenizers, the first before the second.
   *
   * @throws GlossaException (bad input) if too much cannot be read
   */
  public List<Fertility> measure(List<String> paths, TokenizerFiles before, TokenizerFiles after) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<TokenizerFiles> first = context.broadcast(before);
    Broadcast<TokenizerFiles> second = context.broadcast(after);
    ReadRecords read = new ReadRecords(spark);
    JavaRDD<String> texts =
        Documents.readable(spark, paths, ingest, read, "text").map(row -> row.getString(0));
    long[] sums =
        texts
            .mapPartitions(
                documents ->
                    List.of(sums(documents, first.value().tokenizer(), second.value().tokenizer()))
                        .iterator())
            .fold(new long[4], FertilityMeasurement::add);
    read.require(ingest);
    return List.of(
        new Fertility(sums[TOKENS_BEFORE], sums[WORDS], sums[BYTES]),
        new Fertility(sums[TOKENS_AFTER], sums[WORDS], sums[BYTES]));
  }

  private static long[] sums(Iterator<String> documents, Tokenizer first, Tokenizer second) {
    WordSegments words = new WordSegments();
    long[] sums = new long[4];
    while (documents.hasNext()) {
      String text = documents.next();
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      sums[TOKENS_BEFORE] += first.encode(utf8, 0, utf8.length).length;
      sums[TOKENS_AFTER] += second.encode(utf8, 0, utf8.length).length;
      sums[WORDS] += words.count(text);
      sums[BYTES] += utf8.length;
    }
    return sums;
  }

  private static long[] add(long[] a, long[] b) {
    long[] sums = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      sums[i] = a[i] + b[i];
    }
    return sums;
  }
}
