package dev.glossa.evaluate;

import dev.glossa.evaluate.RollingWindows.Window;
import dev.glossa.inference.LanguageModel;
import dev.glossa.ingest.Documents;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.language.Language;
import dev.glossa.pack.DocumentTexts;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rolling log-likelihood of documents, as lm-evaluation-harness computes it: per word, per byte,
 * per token, and in bits per byte, which alone can be compared across vocabularies; of all
 * documents, and of those of each language that the documents say they are in.
 */
final class PerplexityTask implements Task {
  static final String NAME = "perplexity";

  private final IngestSettings ingest;
  private final Integer stride;
  private ReadRecords read;

  /**
   * @param stride by how many tokens a window is further than the one before; null for its length
   */
  PerplexityTask(IngestSettings ingest, Integer stride) {
    this.ingest = ingest;
    this.stride = stride;
  }

  /**
   * @param language null if the document does not say it
   */
  private record Document(String id, String language, String text) implements Serializable {
    private static Document of(Row row) {
      String label = row.getString(3);
      String text = row.getString(2);
      return new Document(
          DocumentTexts.id(row.getString(0), row.getString(1), text),
          label == null ? null : Language.codeOf(label),
          text);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    read = new ReadRecords(spark);
    JavaRDD<Document> documents =
        Documents.readable(spark, List.of(data), ingest, read, "id", "url", "text", "language")
            .map(Document::of)
            .repartition(2 * spark.sparkContext().defaultParallelism());
    Integer further = stride;
    return scoring.map(
        documents,
        (document, model, tokenizer) -> {
          int length = scoring.windowOf(model.contextLength());
          return ItemTable.document(
              NAME,
              document.language(),
              document.id(),
              score(document.text(), model, tokenizer, length, stride(further, length)));
        });
  }

  private static int stride(Integer wanted, int window) {
    return wanted == null ? window : Math.min(wanted, window);
  }

  /**
   * A document's log-likelihood. Its windows are computed together and with those of no other
   * document, so that the number does not depend on the partitioning.
   *
   * @param length inputs of a window
   * @param stride by how many tokens a window is further than the one before
   */
  static Perplexities.Scored score(
      String text, LanguageModel model, Tokenizer tokenizer, int length, int stride) {
    int[] tokens = tokenizer.encode(text);
    List<Window> windows = RollingWindows.of(tokens, prefix(tokenizer), length, stride);
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
  public Map<String, Object> asked(Scoring scoring) throws IOException {
    int window = scoring.windowOf(scoring.source().contextLength());
    return Map.of("window", window, "stride", stride(stride, window));
  }

  @Override
  public Results results(Iterator<Row> items) {
    read.require(ingest);
    Perplexities all = new Perplexities();
    SortedMap<String, Perplexities> languages = new TreeMap<>();
    items.forEachRemaining(
        row -> {
          Perplexities.Scored document = Perplexities.Scored.of(row);
          all.add(document);
          if (row.getAs("subject") != null) {
            languages
                .computeIfAbsent(row.getAs("subject"), language -> new Perplexities())
                .add(document);
          }
        });
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    languages.forEach((language, documents) -> groups.put(language, documents.metrics()));
    return new Results(all.metrics(), groups);
  }
}
