package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.CmmluPrompt;
import dev.glossa.benchmark.CmmluSubject;
import dev.glossa.benchmark.CmmluTotals;
import dev.glossa.benchmark.Tally;
import dev.glossa.inference.LanguageModel;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * CMMLU (Li et al. 2023): the letter that is likeliest after the prompt. Accuracy per subject, and
 * means of these per category and overall, in which a subject that was not asked counts as 0.
 */
final class CmmluTask implements Task {
  static final String NAME = "cmmlu";

  private static final int SHOTS = 5;

  /** The official limit of a prompt, in the model's own tokens. */
  private static final int MAX_TOKENS = 2048;

  private record Item(CmmluSubject subject, int index, ChoiceQuestion question)
      implements Serializable {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    if (scoring.mode() != Mode.OFFICIAL) {
      throw GlossaException.usage("'%s' has only --mode official.", NAME);
    }
    Path path = new Path(data);
    CmmluFolder folder =
        new CmmluFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    int most = scoring.shots() == null ? SHOTS : scoring.shots();
    SortedMap<String, List<ChoiceQuestion>> dev = most == 0 ? new TreeMap<>() : folder.read("dev");
    List<Item> items = new ArrayList<>();
    folder
        .read("test")
        .forEach(
            (key, questions) -> {
              if (most > 0 && dev.getOrDefault(key, List.of()).size() < most) {
                throw GlossaException.usage(
                    "'%s' has fewer than %d questions in dev/%s.csv: add them, or take --shots 0.",
                    data, most, key);
              }
              CmmluSubject subject = CmmluSubject.of(key).orElseThrow();
              for (int i = 0; i < questions.size(); i++) {
                items.add(new Item(subject, i, questions.get(i)));
              }
            });
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SortedMap<String, List<ChoiceQuestion>> shots = new TreeMap<>();
    dev.forEach((key, questions) -> shots.put(key, List.copyOf(questions.subList(0, most))));
    Broadcast<SortedMap<String, List<ChoiceQuestion>>> examples = context.broadcast(shots);
    return scoring.map(
        spark,
        items,
        (item, model, tokenizer) ->
            score(
                item,
                examples.value().getOrDefault(item.subject().key(), List.of()),
                model,
                tokenizer,
                scoring));
  }

  private static Row score(
      Item item,
      List<ChoiceQuestion> shots,
      LanguageModel model,
      Tokenizer tokenizer,
      Scoring scoring) {
    String subject = item.subject().key();
    String id = subject + "/" + item.index();
    int begin = scoring.source().beginsPrompts() ? tokenizer.bosId() : -1;
    int context = model.contextLength();
    CmmluPrompt prompt =
        CmmluPrompt.of(
            item.subject(),
            shots,
            item.question(),
            CmmluPrompt.Style.ANSWER,
            Math.min(MAX_TOKENS, context - (begin < 0 ? 0 : 1)),
            text -> tokenizer.encode(text).length);
    int[] ids = OptionScores.encode(tokenizer, begin, prompt.text());
    String gold = item.question().answer();
    if (ids.length > context) {
      return ItemTable.unasked(
          NAME,
          subject,
          id,
          gold,
          "The question alone is longer than the model's context of " + context + " tokens.");
    }
    double[] scores = OptionScores.ofFirstTokens(model, tokenizer, ids);
    return ItemTable.question(
        NAME,
        subject,
        id,
        prompt.text(),
        prompt.shots().size(),
        scores,
        OptionScores.choice(scores),
        gold);
  }

  @Override
  public Results results(Iterator<Row> items) {
    SortedMap<String, Tally> subjects = new TreeMap<>();
    items.forEachRemaining(
        row -> {
          boolean right = row.getAs("correct");
          subjects.merge(row.getAs("subject"), new Tally(right ? 1 : 0, 1), Tally::plus);
        });
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    subjects.forEach(
        (subject, tally) ->
            groups.put(subject, accuracy(Metric.share(tally.right(), tally.items()))));
    for (String category : CmmluSubject.CATEGORIES) {
      List<Tally> members =
          CmmluSubject.ALL.stream()
              .filter(s -> s.categories().contains(category) && subjects.containsKey(s.key()))
              .map(s -> subjects.get(s.key()))
              .toList();
      groups.put(category, accuracy(mean(CmmluTotals.category(category, subjects), members)));
    }
    Metric overall = mean(CmmluTotals.overall(subjects), List.copyOf(subjects.values()));
    return new Results(accuracy(overall), groups);
  }

  private static Metric mean(double value, List<Tally> of) {
    return new Metric(value, null, null, of.stream().mapToLong(Tally::items).sum());
  }

  private static SortedMap<String, Metric> accuracy(Metric metric) {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    metrics.put("acc", metric);
    return metrics;
  }
}
