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
 * @param batchSize how many questions a model of ours is asked at once
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

  /** Asks a server one item; it must not depend on what else is in its partition. */
  interface Questioner<T> extends Serializable {
    Row ask(T item, Answerer answerer) throws UnansweredException;
  }

  /**
   * The items, of each of which texts are weighed that may follow its prompt, many at once.
   *
   * @throws GlossaException (usage) if the model is behind a server
   */
  <T extends Item> JavaRDD<Row> weigh(
      SparkSession spark, String task, List<T> items, ItemBatch.Writer<T> writer) {
    return lend(
        spark, items, (batch, model, tokenizer) -> batch.weighed(task, writer, model, tokenizer));
  }

  /** The items, each answered in words, many at once; one without an answer counts as wrong. */
  <T extends Item> JavaRDD<Row> answer(
      SparkSession spark, String task, List<T> items, WordQuestion.Writer<T, Answerer> writer) {
    return answer(spark, items, writer, unasked(task));
  }

  /**
   * The same.
   *
   * @param unanswered the row of an item without an answer
   */
  <T extends Item> JavaRDD<Row> answer(
      SparkSession spark,
      List<T> items,
      WordQuestion.Writer<T, Answerer> writer,
      WordQuestion.Unanswered<T> unanswered) {
    // A server answers many requests at a time by itself.
    return ask(
        spark,
        items,
        source == null ? 1 : batchSize,
        (batch, answerer) -> batch.answered(writer, unanswered, answerer));
  }

  /**
   * The same, where the model's weights are asked for more than an answer.
   *
   * @throws GlossaException (usage) if the model is behind a server
   */
  <T extends Item> JavaRDD<Row> answerByWeights(
      SparkSession spark,
      String task,
      List<T> items,
      WordQuestion.Writer<T, ModelAnswerer> writer) {
    return lend(
        spark,
        items,
        (batch, model, tokenizer) ->
            batch.answered(writer, unasked(task), ModelAnswerer.of(model, source)));
  }

  private static <T extends Item> WordQuestion.Unanswered<T> unasked(String task) {
    return (item, sentence) -> ItemTable.unasked(task, item, sentence);
  }

  /**
   * The items, each scored by a model that is borrowed for its partition.
   *
   * @throws GlossaException (usage) if the model is behind a server
   */
  <T> JavaRDD<Row> map(JavaRDD<T> items, Scorer<T> scorer) {
    return lend(items, (item, model, tokenizer) -> List.of(scorer.score(item, model, tokenizer)));
  }

  private void requireWeights() {
    if (source == null) {
      throw GlossaException.usage(
          "A server does not give what this task needs, the probability of every token: name a"
              + " model folder, or take mmlu, cmmlu, ceval, agieval or gaokao.");
    }
  }

  /** The items, each asked of a server; one that is not answered counts as wrong. */
  <T extends Item> JavaRDD<Row> ask(
      SparkSession spark, String task, List<T> items, Questioner<T> questioner) {
    return ask(
        spark,
        items,
        1,
        (batch, answerer) -> {
          T item = batch.items().get(0);
          try {
            return List.of(questioner.ask(item, answerer));
          } catch (UnansweredException e) {
            return List.of(ItemTable.unasked(task, item, e.getMessage()));
          }
        });
  }

  private <T extends Item> JavaRDD<Row> ask(
      SparkSession spark, List<T> items, int most, AnswererSource.Asking<T> asking) {
    return spread(spark, items, most)
        .mapPartitions(
            partition ->
                complete(
                    partition,
                    (missing, keeper) ->
                        answerers.ask(
                            missing,
                            (batch, answerer) -> keeper.keep(batch, asking.ask(batch, answerer)))));
  }

  private <T> Iterator<Row> complete(Iterator<T> items, ItemLog.Work<T> work)
      throws IOException, InterruptedException {
    if (log != null) {
      return log.complete(items, work);
    }
    return items.hasNext() ? work.rows(items, (item, rows) -> rows) : Collections.emptyIterator();
  }

  /**
   * Batches of items that fit into the driver's memory, spread over all tasks: those that compute
   * at the same time are of different subjects, where there are several, so that what the items of
   * a subject begin with is computed by few of them.
   *
   * @param most items of a batch
   */
  private <T extends Item> JavaRDD<ItemBatch<T>> spread(
      SparkSession spark, List<T> items, int most) {
    List<ItemBatch<T>> batches = ItemBatch.of(items, most);
    if (log != null) {
      log.expect(batches, batch -> batch.items().size());
    }
    int least = Math.max(1, LEAST_ITEMS / most);
    int cores = spark.sparkContext().defaultParallelism();
    int tasks = Math.min((batches.size() + least - 1) / least, TASKS_OF_A_CORE * cores);
    List<List<ItemBatch<T>>> runs = Spread.farApart(Spread.runs(batches, tasks), cores);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(runs, Math.max(1, runs.size()))
        .flatMap(List::iterator);
  }

  /** Work for a unit with a model that is borrowed for its partition. */
  private interface Lent<T> extends Serializable {
    List<Row> rows(T unit, LanguageModel model, Tokenizer tokenizer);
  }

  private <T extends Item> JavaRDD<Row> lend(
      SparkSession spark, List<T> items, Lent<ItemBatch<T>> work) {
    return lend(spread(spark, items, batchSize), work);
  }

  private <T> JavaRDD<Row> lend(JavaRDD<T> units, Lent<T> work) {
    requireWeights();
    return units.mapPartitions(
        partition ->
            complete(
                partition,
                (missing, keeper) ->
                    lend(
                        missing,
                        (unit, model, tokenizer) ->
                            keeper.keep(unit, work.rows(unit, model, tokenizer)))));
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

  /**
   * Inputs of a window of rolling perplexity.
   *
   * @param context of the model, tokens
   */
  int windowOf(int context) {
    return window == null ? context : Math.min(window, context);
  }
}
