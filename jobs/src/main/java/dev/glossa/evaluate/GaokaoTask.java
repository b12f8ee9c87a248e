package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.benchmark.GaokaoAnswer;
import dev.glossa.benchmark.GaokaoPoints;
import dev.glossa.benchmark.GaokaoSubject;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The objective part of GAOKAO-Bench (Zhang et al. 2023), without examples: the share of points
 * that was earned, per file, per subject and overall, as the official code rounds it.
 */
final class GaokaoTask implements Task {
  static final String NAME = "gaokao";

  /** The official limit of a text that is continued. */
  private static final int ANSWER_TOKENS = 1024;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void check(Rules rules) {
    rules.requireOfficial(NAME);
    rules.requireNoShots(NAME);
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Rules rules = scoring.rules();
    Path path = new Path(data);
    GaokaoFolder folder =
        new GaokaoFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    return scoring.answer(
        spark,
        folder.read(),
        (item, answerer) ->
            new WordQuestion(
                new Answerer.Conversation(messages(item), rules.limits(ANSWER_TOKENS)),
                answer -> row(item, answer)),
        GaokaoTask::unanswered);
  }

  private static List<ChatMessage> messages(GaokaoItem item) {
    return item.question().prompt(item.kind().instruction());
  }

  private static ItemTable.Entry entry(GaokaoItem item) {
    return ItemTable.of(NAME, item).prompt(messages(item), 0);
  }

  private static Row row(GaokaoItem item, Answer answer) {
    List<String> found =
        GaokaoAnswer.in(item.kind().type(), answer.text(), item.question().answers().size());
    GaokaoPoints points = GaokaoPoints.of(item.kind().subject(), item.question(), found);
    return entry(item)
        .answer(answer)
        .judged(
            found.isEmpty() ? null : String.join(" ", found),
            item.gold(),
            found.equals(item.question().answers()))
        .points(points.earned(), points.of())
        .row();
  }

  private static Row unanswered(GaokaoItem item, String sentence) {
    return entry(item)
        .judged(null, item.gold(), false)
        .points(0, item.question().answers().size() * item.question().score())
        .error(sentence)
        .row();
  }

  @Override
  public Map<String, Object> asked(Scoring scoring) {
    return Map.of("shots", 0, "max-new-tokens", scoring.rules().newTokensOr(ANSWER_TOKENS));
  }

  @Override
  public Results results(Iterator<Row> items) {
    SortedMap<String, GaokaoPoints> files = new TreeMap<>();
    SortedMap<String, GaokaoPoints> subjects = new TreeMap<>();
    GaokaoPoints[] all = {GaokaoPoints.NONE};
    items.forEachRemaining(
        row -> {
          String file = row.getAs("subject");
          String gold = row.getAs("gold");
          GaokaoPoints points =
              new GaokaoPoints(
                  row.getAs("points"), row.getAs("points_of"), gold.split(" ", -1).length);
          files.merge(file, points, GaokaoPoints::plus);
          subjects.merge(GaokaoSubject.of(file).orElseThrow().key(), points, GaokaoPoints::plus);
          all[0] = all[0].plus(points);
        });
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    files.forEach((file, points) -> groups.put(file, metrics(points)));
    subjects.forEach((subject, points) -> groups.put(subject, metrics(points)));
    return new Results(metrics(all[0]), groups);
  }

  private static SortedMap<String, Metric> metrics(GaokaoPoints points) {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    metrics.put("scoring_rate", exactly(points.rate(), points));
    metrics.put("points", exactly(points.earned(), points));
    metrics.put("points_of", exactly(points.of(), points));
    return metrics;
  }

  private static Metric exactly(double value, GaokaoPoints points) {
    return new Metric(value, null, null, points.parts());
  }
}
