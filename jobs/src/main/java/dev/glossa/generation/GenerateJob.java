package dev.glossa.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.inference.HuggingFaceSource;
import dev.glossa.job.CountedProgress;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.LinesFile;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Continues every prompt of JSONL files, spread over executors: the lines with {@code output},
 * {@code output_ids} and {@code finish_reason}, in the same order, in one file.
 */
public final class GenerateJob extends Job<GenerateResult> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Prompts that are continued together. Few, so that tasks end at about the same time and the
   * progress moves.
   */
  private static final int TOGETHER = 16;

  private static final int MOST_TASKS = 10_000;

  private final GenerateSettings settings;

  public GenerateJob(GenerateSettings settings) {
    super(GenerateResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "generate";
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
    return Stream.of(settings.model(), settings.adapter(), settings.input())
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  protected boolean writesOneFile() {
    return true;
  }

  @Override
  public List<String> plan() {
    return List.of(settings.plan("each prompt of " + settings.input()));
  }

  @Override
  protected GenerateResult execute(SparkSession session, JobContext context) throws IOException {
    settings.sampling(Set.of());
    HuggingFaceSource source = settings.source(context.hadoop());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    JavaRDD<Prompt> prompts = Prompt.read(spark, settings.input(), context.hadoop());
    long count = prompts.count();
    context.progress().begin(name(), count, "prompts");
    LongAccumulator done = session.sparkContext().longAccumulator("prompts answered");
    JavaRDD<String> answers =
        spread(prompts, count).mapPartitions(new Answers(settings, source, done));
    try (CountedProgress watch = new CountedProgress(done, count, context.progress())) {
      LinesFile.write(
          session.createDataset(answers.rdd(), Encoders.STRING()), context, "answers.jsonl");
    }
    long tokens =
        spark
            .textFile(context.path("answers.jsonl").toString())
            .mapToDouble(answer -> JSON.readTree(answer).path("output_ids").size())
            .sum()
            .longValue();
    context.count("prompts", count);
    context.progress().end("%,d prompts, %,d new tokens".formatted(count, tokens));
    return new GenerateResult(count, tokens);
  }

  /**
   * The same in the same order, those together that are continued together: these depend on the
   * input alone.
   */
  private static JavaRDD<List<Prompt>> spread(JavaRDD<Prompt> prompts, long count) {
    int tasks = (int) Math.min(MOST_TASKS, (count + TOGETHER - 1) / TOGETHER);
    return prompts
        .zipWithIndex()
        .groupBy(prompt -> prompt._2() / TOGETHER)
        .sortByKey(true, Math.max(1, tasks))
        .values()
        .map(
            batch ->
                StreamSupport.stream(batch.spliterator(), false)
                    .sorted(Comparator.comparing(Tuple2::_2))
                    .map(Tuple2::_1)
                    .toList());
  }
}
