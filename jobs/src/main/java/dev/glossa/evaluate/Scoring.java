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
import java.util.function.ToIntFunction;
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
 * @param batchSize how many questions are weighed at once
 * @param log the items that need not be asked again; null where nothing is kept
 */
record Scoring(
    ModelSource source,
    AnswererSource answerers,
    Rules rules,
    Integer window,
    int modelsPerExecutor,
    int batchSize,
    ItemLog log)
    implements Serializable {

  /** As many of a task's items begin alike, and what they begin with is then computed once. */
  private static final int LEAST_ITEMS = 16;

  /** Many, so that executors end at about the same time. */
  private static final int TASKS_OF_A_CORE = 8;

  /**
   * Scores one item; it must not depend on what else is in its partition. Items are records, or say
   * otherwise in words all that they are: by that a scored one is found again.
   */
  interface Scorer<T> extends Serializable {
    Row score(T item, LanguageModel model, Tokenizer tokenizer);
  }

  /** Asks one item; it must not depend on what else is in its partition. */
  interface Questioner<T> extends Serializable {
    Row ask(T item, Answerer answerer) throws UnansweredException;
  }

  /** Items that fit into the driver's memory, spread over all tasks. */
  <T> JavaRDD<Row> map(SparkSession spark, List<T> items, Scorer<T> scorer) {
    return map(spread(spark, items, LEAST_ITEMS, item -> 1), scorer);
  }

  /**
   * The items, of each of which texts are weighed that may follow its prompt, many at once.
   *
   * @throws GlossaException (usage) if the model is behind a server
   */
  <T extends Item> JavaRDD<Row> weigh(
      SparkSession spark, String task, List<T> items, ItemBatch.Writer<T> writer) {
    requireWeights();
    int least = Math.max(1, LEAST_ITEMS / batchSize);
    return spread(spark, ItemBatch.of(items, batchSize), least, batch -> batch.items().size())
        .mapPartitions(
            partition ->
                complete(
                    partition,
                    (missing, keeper) ->
                        lend(
                            missing,
                            (batch, model, tokenizer) ->
                                keeper.keep(batch, batch.rows(task, writer, model, tokenizer)))));
  }

  /**
   * The items, each scored by a model that is borrowed for its partition.
   *
   * @throws GlossaException (usage) if the model is behind a server
   */
  <T> JavaRDD<Row> map(JavaRDD<T> items, Scorer<T> scorer) {
    requireWeights();
    return items.mapPartitions(
        partition ->
            complete(
                partition,
                (missing, keeper) ->
                    lend(
                        missing,
                        (item, model, tokenizer) ->
                            List.of(keeper.keep(item, scorer.score(item, model, tokenizer))))));
  }

  private void requireWeights() {
    if (source == null) {
      throw GlossaException.usage(
          "A server does not give what this task needs, the probability of every token: name a"
              + " model folder, or take mmlu, cmmlu, ceval, agieval or gaokao.");
    }
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
    return spread(spark, items, LEAST_ITEMS, item -> 1)
        .mapPartitions(
            partition ->
                complete(
                    partition,
                    (missing, keeper) ->
                        answerers.ask(
                            missing,
                            (item, answerer) -> keeper.keep(item, asking.ask(item, answerer)))));
  }

  private <T> Iterator<Row> complete(Iterator<T> items, ItemLog.Work<T> work)
      throws IOException, InterruptedException {
    if (log != null) {
      return log.complete(items, work);
    }
    return items.hasNext() ? work.rows(items, (item, rows) -> rows) : Collections.emptyIterator();
  }

  /**
   * @param least units of a task
   * @param size items of a unit
   */
  private <T> JavaRDD<T> spread(
      SparkSession spark, List<T> units, int least, ToIntFunction<T> size) {
    if (log != null) {
      log.expect(units, size);
    }
    int tasks =
        Math.min(
            (units.size() + least - 1) / least,
            TASKS_OF_A_CORE * spark.sparkContext().defaultParallelism());
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(units, tasks);
  }

  private interface Lent<T> {
    List<Row> rows(T unit, LanguageModel model, Tokenizer tokenizer);
  }

  private <T> Iterator<Row> lend(Iterator<T> units, Lent<T> work)
      throws IOException, InterruptedException {
    return ExecutorModels.lend(
        source,
        modelsPerExecutor,
        model -> {
          Tokenizer tokenizer = source.tokenizer();
          List<Row> rows = new ArrayList<>();
          units.forEachRemaining(unit -> rows.addAll(work.rows(unit, model, tokenizer)));
          return rows.iterator();
        });
  }

  /** The token that prompts begin with, or a negative number for none. */
  int begin(Tokenizer tokenizer) {
    return source.beginsPrompts() ? tokenizer.bosId() : -1;
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
