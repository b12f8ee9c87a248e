package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.inference.LanguageModel;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * MMLU (Hendrycks et al. 2021): the option whose letter is likeliest after the prompt. Accuracy per
 * subject, and over all questions (the micro average).
 */
final class MmluTask implements Task {
  static final String NAME = "mmlu";

  private static final int SHOTS = 5;

  private record Item(String subject, int index, ChoiceQuestion question) implements Serializable {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JavaRDD<Row> score(SparkSession spark, String data, Scoring scoring) throws IOException {
    Path path = new Path(data);
    MmluFolder folder =
        new MmluFolder(path.getFileSystem(spark.sessionState().newHadoopConf()), path);
    int most = scoring.shots() == null ? SHOTS : scoring.shots();
    SortedMap<String, List<ChoiceQuestion>> questions = folder.read("test");
    SortedMap<String, List<ChoiceQuestion>> shots =
        most == 0 ? new TreeMap<>() : folder.read("dev");
    List<Item> items = new ArrayList<>();
    questions.forEach(
        (subject, rows) -> {
          if (most > 0 && !shots.containsKey(subject)) {
            throw GlossaException.usage(
                "The subject '%s' has a test file and no dev file in '%s': add it, or take"
                    + " --shots 0.",
                subject, data);
          }
          for (int i = 0; i < rows.size(); i++) {
            items.add(new Item(subject, i, rows.get(i)));
          }
        });
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SortedMap<String, List<ChoiceQuestion>>> examples = context.broadcast(shots);
    return scoring.map(
        spark,
        items,
        (item, model, tokenizer) ->
            score(
                item,
                examples.value().getOrDefault(item.subject(), List.of()),
                most,
                model,
                tokenizer,
                scoring));
  }

  private static Row score(
      Item item,
      List<ChoiceQuestion> shots,
      int most,
      LanguageModel model,
      Tokenizer tokenizer,
      Scoring scoring) {
    String id = item.subject() + "/" + item.index();
    int begin = scoring.source().beginsPrompts() ? tokenizer.bosId() : -1;
    int context = model.contextLength();
    Optional<MmluPrompt> prompt =
        MmluPrompt.of(
            scoring.mode(),
            item.subject(),
            shots,
            most,
            item.question(),
            text ->
                (scoring.mode() == Mode.HARNESS || Gpt2Tokens.count(text) <= Gpt2Tokens.MMLU_LIMIT)
                    && OptionScores.encode(tokenizer, begin, text).length <= context);
    String gold = item.question().answer();
    if (prompt.isEmpty()) {
      return ItemTable.unasked(
          NAME,
          item.subject(),
          id,
          gold,
          "The question alone is longer than the model's context of " + context + " tokens.");
    }
    double[] scores = OptionScores.of(scoring.mode(), model, tokenizer, begin, prompt.get().text());
    return ItemTable.question(
        NAME,
        item.subject(),
        id,
        prompt.get().text(),
        prompt.get().shots(),
        scores,
        OptionScores.choice(scores),
        gold);
  }

  @Override
  public Results results(Iterator<Row> items) {
    SortedMap<String, long[]> subjects = new TreeMap<>();
    long[] all = new long[2];
    items.forEachRemaining(
        row -> {
          boolean correct = row.getAs("correct");
          for (long[] tally :
              List.of(all, subjects.computeIfAbsent(row.getAs("subject"), s -> new long[2]))) {
            tally[0] += correct ? 1 : 0;
            tally[1]++;
          }
        });
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    subjects.forEach((subject, tally) -> groups.put(subject, accuracy(tally)));
    return new Results(accuracy(all), groups);
  }

  private static SortedMap<String, Metric> accuracy(long[] tally) {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    metrics.put("acc", Metric.share(tally[0], tally[1]));
    return metrics;
  }
}
