package dev.glossa.evaluate;

import dev.glossa.inference.ExecutorModels;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.ModelSource;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How items are scored on executors.
 *
 * @param source the model under test; null if it is behind a server
 * @param answerers the same, asked in words
 * @param rules how questions are asked and read
 * @param window inputs of a window; null for the model's context
 * @param modelsPerExecutor how many copies of the weights an executor may hold
 */
record Scoring(
    ModelSource source,
    AnswererSource answerers,
    Rules rules,
    Integer window,
    int modelsPerExecutor)
    implements Serializable {

  /** Scores one item; it must not depend on what else is in its partition. */
  interface Scorer<T> extends Serializable {
    Row score(T item, LanguageModel model, Tokenizer tokenizer);
  }

  /** Asks one item; it must not depend on what else is in its partition. */
  interface Questioner<T> extends Serializable {
    Row ask(T item, Answerer answerer) throws UnansweredException;
  }

  /** Items that fit into the driver's memory, spread over all tasks. */
  <T> JavaRDD<Row> map(SparkSession spark, List<T> items, Scorer<T> scorer) {
    return map(spread(spark, items), scorer);
  }

  /**
   * The items, each scored by a model that is borrowed for its partition.
   *
   * @throws GlossaException (usage) if the model is behind a server
   */
  <T> JavaRDD<Row> map(JavaRDD<T> items, Scorer<T> scorer) {
    if (source == null) {
      throw GlossaException.usage(
          "A server does not give what this task needs, the probability of every token: name a"
              + " model folder, or take mmlu, cmmlu, ceval, agieval or gaokao.");
    }
    return items.mapPartitions(partition -> score(partition, scorer));
  }

  /** The items, each asked in words; one that is not answered counts as wrong. */
  <T extends Item> JavaRDD<Row> ask(
      SparkSession spark, String task, List<T> items, Questioner<T> questioner) {
    AnswererSource.Asking<T> asking =
        (item, answerer) -> {
          try {
            return questioner.ask(item, answerer);
          } catch (UnansweredException e) {
            return ItemTable.unasked(task, item, e.getMessage());
          }
        };
    AnswererSource from = answerers;
    return spread(spark, items)
        .mapPartitions(
            partition ->
                partition.hasNext() ? from.ask(partition, asking) : Collections.emptyIterator());
  }

  private static <T> JavaRDD<T> spread(SparkSession spark, List<T> items) {
    int tasks = Math.min(items.size(), 4 * spark.sparkContext().defaultParallelism());
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(items, tasks);
  }

  private <T> Iterator<Row> score(Iterator<T> items, Scorer<T> scorer)
      throws IOException, InterruptedException {
    if (!items.hasNext()) {
      return Collections.emptyIterator();
    }
    return ExecutorModels.lend(
        source,
        modelsPerExecutor,
        model -> {
          Tokenizer tokenizer = source.tokenizer();
          List<Row> rows = new ArrayList<>();
          items.forEachRemaining(item -> rows.add(scorer.score(item, model, tokenizer)));
          return rows.iterator();
        });
  }

  /** Whether the model's weights and tokenizer are at hand, and not only its answers. */
  boolean hasWeights() {
    return source != null;
  }

  /** Inputs of a window of rolling perplexity. */
  int windowOf(LanguageModel model) {
    return window == null ? model.contextLength() : Math.min(window, model.contextLength());
  }
}
