package dev.glossa.evaluate;

import dev.glossa.inference.ExecutorModels;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.ModelSource;
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
 * @param source the model under test
 * @param mode whose rules are followed
 * @param shots examples in a prompt; null for the task's own number
 * @param window inputs of a window; null for the model's context
 * @param modelsPerExecutor how many copies of the weights an executor may hold
 */
record Scoring(ModelSource source, Mode mode, Integer shots, Integer window, int modelsPerExecutor)
    implements Serializable {

  /** Scores one item; it must not depend on what else is in its partition. */
  interface Scorer<T> extends Serializable {
    Row score(T item, LanguageModel model, Tokenizer tokenizer);
  }

  /** Items that fit into the driver's memory, spread over all tasks. */
  <T> JavaRDD<Row> map(SparkSession spark, List<T> items, Scorer<T> scorer) {
    int tasks = Math.min(items.size(), 4 * spark.sparkContext().defaultParallelism());
    return map(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(items, tasks), scorer);
  }

  /** The items, each scored by a model that is borrowed for its partition. */
  <T> JavaRDD<Row> map(JavaRDD<T> items, Scorer<T> scorer) {
    return items.mapPartitions(partition -> score(partition, scorer));
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

  /** Inputs of a window of rolling perplexity. */
  int windowOf(LanguageModel model) {
    return window == null ? model.contextLength() : Math.min(window, model.contextLength());
  }
}
