package dev.glossa.evaluate;

import dev.glossa.evaluate.RollingWindows.Window;
import dev.glossa.inference.LanguageModel;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.pack.DocumentTexts;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * Rolling log-likelihood of documents, as lm-evaluation-harness computes it: per word, per byte,
 * per token, and in bits per byte, which alone can be compared across vocabularies.
 */
final class PerplexityTask implements Task {
  static final String NAME = "perplexity";

  private final IngestSettings ingest;
  private ReadRecords read;

  PerplexityTask(IngestSettings ingest) {
    this.ingest = ingest;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    read = new ReadRecords(spark);
    JavaPairRDD<String, String> documents = DocumentTexts.read(spark, List.of(data), ingest, read);
    JavaRDD<Tuple2<String, String>> spread =
        documents
            .map(document -> document)
            .repartition(2 * spark.sparkContext().defaultParallelism());
    return scoring.map(
        spread,
        (document, model, tokenizer) ->
            ItemTable.document(
                NAME, document._1(), score(document._2(), model, tokenizer, scoring)));
  }

  /**
   * A document's log-likelihood. Its windows are computed together and with those of no other
   * document, so that the number does not depend on the partitioning.
   */
  static Perplexities.Scored score(
      String text, LanguageModel model, Tokenizer tokenizer, Scoring scoring) {
    int[] tokens = tokenizer.encode(text);
    List<Window> windows = RollingWindows.of(tokens, prefix(tokenizer), scoring.windowOf(model));
    double[][] logProbabilities =
        model.tokenLogProbabilities(windows.stream().map(Window::ids).toArray(int[][]::new));
    double sum = 0;
    for (int w = 0; w < windows.size(); w++) {
      double[] window = logProbabilities[w];
      for (int t = window.length - windows.get(w).scored(); t < window.length; t++) {
        sum += window[t];
      }
    }
    return new Perplexities.Scored(
        sum, tokens.length, TextUnits.words(text), TextUnits.bytes(text));
  }

  private static int prefix(Tokenizer tokenizer) {
    int prefix = tokenizer.bosId() >= 0 ? tokenizer.bosId() : tokenizer.eosId();
    if (prefix < 0) {
      throw GlossaException.usage(
          "The tokenizer has neither BOS nor EOS, so that nothing precedes a document's first"
              + " token: add one of them.");
    }
    return prefix;
  }

  @Override
  public Results results(Iterator<Row> items) {
    read.require(ingest);
    Perplexities perplexities = new Perplexities();
    items.forEachRemaining(
        row ->
            perplexities.add(
                new Perplexities.Scored(
                    row.getAs("log_likelihood"),
                    row.getAs("tokens"),
                    row.getAs("words"),
                    row.getAs("bytes"))));
    return new Results(perplexities.metrics());
  }
}
