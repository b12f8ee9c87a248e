package dev.glossa.evaluate;

import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Something that is measured, item by item. */
interface Task {

  /** Its name on the command line and in results.json. */
  String name();

  /** Which of the choices it has; the others decide nothing in it. */
  default Set<Rules.Choice> choices() {
    return Set.of();
  }

  /**
   * Refuses rules that the task does not have, before any task is begun.
   *
   * @throws GlossaException (usage) if there are some
   */
  default void check(Rules rules) {}

  /**
   * Takes note of what the model has answered in the run, so that it need not be asked the same.
   *
   * @param items of the tasks before, rows of {@link ItemTable}
   */
  default void remember(Dataset<Row> items) {}

  /** Scores every item; the rows are those of {@link ItemTable}. */
  JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException;

  /**
   * How its items were asked, by configuration key: what is wanted, else the task's own way or
   * number. It is known when they are scored.
   */
  Map<String, Object> asked(Scoring scoring) throws IOException;

  /**
   * The metrics of all scored items, which come in a fixed order.
   *
   * @throws GlossaException (bad input) if too much of what was scored could not be read
   */
  Results results(Iterator<Row> items);

  /**
   * @param metrics of the task as a whole
   * @param groups metrics of parts of it
   */
  record Results(
      SortedMap<String, Metric> metrics, SortedMap<String, SortedMap<String, Metric>> groups) {
    Results(SortedMap<String, Metric> metrics) {
      this(metrics, new TreeMap<>());
    }
  }

  /**
   * @throws GlossaException (usage) if there is no such task
   */
  static Task named(String name, EvaluateSettings settings) {
    return switch (name) {
      case PerplexityTask.NAME -> new PerplexityTask(settings.ingest(), settings.stride());
      case CodeSwitchingTask.NAME -> new CodeSwitchingTask();
      case ResponseTask.NAME -> new ResponseTask();
      case MmluTask.NAME -> new MmluTask();
      case CmmluTask.NAME -> new CmmluTask();
      case CevalTask.NAME -> new CevalTask();
      case AgievalTask.NAME -> new AgievalTask();
      case GaokaoTask.NAME -> new GaokaoTask();
      default ->
          OwnTask.find(name, settings.data())
              .orElseThrow(
                  () ->
                      GlossaException.usage(
                          "There is no task '%s': use one of %s, or one of your own, with a %s in"
                              + " its folder.",
                          name,
                          List.of(
                              PerplexityTask.NAME,
                              CodeSwitchingTask.NAME,
                              ResponseTask.NAME,
                              MmluTask.NAME,
                              CmmluTask.NAME,
                              CevalTask.NAME,
                              AgievalTask.NAME,
                              GaokaoTask.NAME),
                          OwnTaskDefinition.FILE));
    };
  }
}
