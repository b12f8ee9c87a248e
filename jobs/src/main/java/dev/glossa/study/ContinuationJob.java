package dev.glossa.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.generate.Generation;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.generation.TextGeneration;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Lets a model continue a few prompts, greedily, and keeps what it wrote in {@code
 * generated.jsonl}, as {@code glossa generate --input} does.
 */
public final class ContinuationJob extends Job<ContinuationResult> {
  /** The file: prompt, output, finish_reason, a line each. */
  static final String FILE = "generated.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContinuationSettings settings;

  public ContinuationJob(ContinuationSettings settings) {
    super(ContinuationResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "continuation";
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
    return List.of(settings.model());
  }

  @Override
  public boolean needsSpark() {
    return false;
  }

  @Override
  protected ContinuationResult execute(SparkSession spark, JobContext context) throws IOException {
    TextGeneration model = TextGeneration.open(settings.model(), null, context.hadoop());
    SamplingSettings sampling = SamplingSettings.greedy(settings.maxNewTokens(), model.endTokens());
    context.progress().begin("generate", settings.prompts().size(), "texts");
    long texts = 0;
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                context.fileSystem().create(context.path(FILE)), StandardCharsets.UTF_8))) {
      for (String prompt : settings.prompts()) {
        Generation generation = model.generate(model.encode(prompt, null), sampling, id -> {});
        ObjectNode line = JSON.createObjectNode();
        line.put("prompt", prompt);
        line.put("output", model.text(generation.ids()));
        line.put("finish_reason", generation.finishReason().name().toLowerCase(Locale.ROOT));
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
        context.progress().advanceTo(++texts);
      }
    }
    context.count("texts", texts);
    context.progress().end("%d texts".formatted(texts));
    return new ContinuationResult(texts);
  }
}
