package dev.glossa.study;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What an evaluated model has answered, with the instructions and their known answers, as a judge
 * reads it: {@code answers.jsonl}.
 */
final class AnswersJob extends Job<AnswersResult> {
  /** Where the answers are, below the job's output folder. */
  static final String ANSWERS = "/answers.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

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
    StringBuilder lines = new StringBuilder();
    long answers = 0;
    for (Row row : answered.orderBy("subject", "id").collectAsList()) {
      ObjectNode line = JSON.createObjectNode();
      line.put("id", row.<String>getAs("id"));
      line.put("language", row.<String>getAs("subject"));
      line.put("question", row.<String>getAs("prompt"));
      line.put("answer", row.<String>getAs("output"));
      line.put("reference", row.<String>getAs("gold"));
      lines.append(line).append('\n');
      answers++;
    }
    if (answers == 0) {
      throw GlossaException.badInput(
          "The model of '%s' has answered no instruction: there is nothing to judge.",
          settings.evaluation());
    }
    context.write(ANSWERS.substring(1), lines.toString().getBytes(StandardCharsets.UTF_8));
    AnswersResult result = new AnswersResult(answers, items.count() - answers);
    context.count("answers", result.answers());
    context.count("unanswered", result.unanswered());
    context.progress().end("%,d answers to judge".formatted(answers));
    return result;
  }
}
