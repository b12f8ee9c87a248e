package dev.glossa.study;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.LinesFile;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What an evaluated model has answered, with the instructions and their known answers, as a judge
 * reads it: {@code answers.jsonl}.
 */
final class AnswersJob extends Job<AnswersResult> {
  /** Where the answers are, below the job's output folder. */
  static final String ANSWERS = "/answers.jsonl";

  private final AnswersSettings settings;

  AnswersJob(AnswersSettings settings) {
    super(AnswersResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "answers";
  }

  @Override
  protected Record settings() {
    return settings;
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    return List.of(settings.evaluation());
  }

  @Override
  protected AnswersResult execute(SparkSession spark, JobContext context) throws IOException {
    context.progress().begin("answers", -1, "answers");
    Dataset<Row> items =
        spark
            .read()
            .format("delta")
            .load(settings.evaluation() + "/" + EvaluateResult.ITEMS)
            .where(col("task").equalTo(HeldOutJob.RESPONSE));
    Dataset<Row> answered = items.where(col("output").isNotNull());
    long answers = answered.count();
    if (answers == 0) {
      throw GlossaException.badInput(
          "The model of '%s' has answered no instruction: there is nothing to judge.",
          settings.evaluation());
    }
    Column line =
        to_json(
            struct(
                col("id"),
                col("subject").as("language"),
                col("prompt").as("question"),
                col("output").as("answer"),
                col("gold").as("reference")));
    LinesFile.write(
        answered.orderBy("subject", "id").select(line).as(Encoders.STRING()),
        context,
        ANSWERS.substring(1));
    AnswersResult result = new AnswersResult(answers, items.count() - answers);
    context.count("answers", result.answers());
    context.count("unanswered", result.unanswered());
    context.progress().end("%,d answers to judge".formatted(answers));
    return result;
  }
}
