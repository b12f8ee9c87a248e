package dev.glossa.evaluate;

import dev.glossa.job.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A folder with a few questions in MMLU's layout, and evaluations of models on it. */
record SmallMmlu(SparkSession spark, Path folder, int batchSize) {
  private static final int CONTEXT = 2000;

  SmallMmlu(SparkSession spark, Path folder) {
    this(spark, folder, 1);
  }

  /** The same questions, so many of them at once. */
  SmallMmlu askingAtOnce(int questions) {
    return new SmallMmlu(spark, folder, questions);
  }

  /** Adds a subject whose questions have these answers. */
  SmallMmlu with(String subject, List<String> answers) throws IOException {
    Files.createDirectories(folder.resolve("mmlu/dev"));
    Files.createDirectories(folder.resolve("mmlu/test"));
    Files.writeString(
        folder.resolve("mmlu/dev/" + subject + "_dev.csv"),
        "Is this an example?,yes,no,perhaps,never,A\n".repeat(5));
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < answers.size(); i++) {
      rows.append("<b>What</b> is %d?,one,two,three,four,%s%n".formatted(i, answers.get(i)));
    }
    Files.writeString(folder.resolve("mmlu/test/" + subject + "_test.csv"), rows);
    return this;
  }

  /** A model that answers every question with B. */
  BigramModel.Source model() {
    return new BigramModel.Source(CONTEXT, folder.toString());
  }

  EvaluateResult evaluate(BigramModel.Source model, String output) {
    Map<String, Object> given =
        Map.of(
            "evaluate.model",
            "bigram",
            "evaluate.task",
            List.of(MmluTask.NAME),
            "evaluate.data",
            path("mmlu"),
            "evaluate.output",
            path(output),
            "evaluate.models-per-executor",
            1,
            "evaluate.batch-size",
            batchSize,
            "evaluate.save-every",
            3,
            "evaluate.harness-results",
            true);
    EvaluateSettings settings =
        Configuration.load(null, Map.of(), given).section("evaluate", EvaluateSettings.class);
    return new EvaluateJob(settings, model).run(spark);
  }

  String path(String output) {
    return folder.resolve(output).toString();
  }

  /** All rows of the items of an evaluation, as text. */
  List<String> items(String output) {
    return spark
        .read()
        .format("delta")
        .load(folder.resolve(output).resolve(ItemTable.NAME).toString())
        .orderBy("id")
        .toJSON()
        .collectAsList();
  }

  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
