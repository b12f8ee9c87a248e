package dev.glossa.study;

import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Draws the instructions that a model is tuned on, lines in the folder {@code instructions}. */
final class SampleJob extends Job<SampleResult> {
  /** Where they are, below the job's output folder. */
  static final String INSTRUCTIONS = "/instructions";

  private final SampleSettings settings;

  SampleJob(SampleSettings settings) {
    super(SampleResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "sample";
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
    return List.of(settings.input());
  }

  @Override
  protected SampleResult execute(SparkSession spark, JobContext context) throws IOException {
    context.progress().begin("sample", -1, "instructions");
    InstructionLines lines =
        new InstructionLines(spark, settings.input(), settings.heldOut(), context.hadoop());
    String folder = context.path(INSTRUCTIONS.substring(1)).toString();
    lines.drawn(settings.instructions(), settings.seed()).write().text(folder);
    long drawn = spark.read().text(folder).count();
    long all = lines.count();
    if (drawn < settings.instructions()) {
      throw GlossaException.badInput(
          "The instructions '%s' have %,d different lines, of which %,d are held out, and the study"
              + " tunes on %,d: give it more, or ask for fewer (instructions in its grids).",
          settings.input(), all, settings.heldOut().number(), settings.instructions());
    }
    context.count("instructions", drawn);
    context.progress().end("%,d of %,d instructions".formatted(drawn, all));
    return new SampleResult(drawn, all);
  }
}
