package dev.glossa.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.generate.Generation;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.SparkSession;

/**
 * Continues every prompt of a JSONL file: its lines with {@code output}, {@code output_ids} and
 * {@code finish_reason}, in the same order.
 */
public final class GenerateJob extends Job<GenerateResult> {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    return List.of(settings.model(), settings.input());
  }

  @Override
  public boolean needsSpark() {
    return false;
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
  protected GenerateResult execute(SparkSession spark, JobContext context) throws IOException {
    TextGeneration model = settings.open(context.hadoop());
    SamplingSettings sampling = settings.sampling(model.endTokens());
    context.progress().begin(name(), -1, "prompts");
    long prompts = 0;
    long tokens = 0;
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                context.fileSystem().create(context.path("answers.jsonl")),
                StandardCharsets.UTF_8))) {
      for (FileStatus file : Inputs.resolve(settings.input(), context.hadoop())) {
        try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    file.getPath().getFileSystem(context.hadoop()).open(file.getPath()),
                    StandardCharsets.UTF_8))) {
          int number = 0;
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
              ObjectNode answer = prompt(line, number, file);
              tokens += answer(model, sampling, answer);
              out.write(answer + "\n");
              context.progress().advanceTo(++prompts);
            }
          }
        }
      }
    }
    context.count("prompts", prompts);
    context.progress().end("%,d prompts, %,d new tokens".formatted(prompts, tokens));
    return new GenerateResult(prompts, tokens);
  }

  private static ObjectNode prompt(String line, int number, FileStatus file) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.path("ids").isArray() ? isInts(json.path("ids")) : json.path("prompt").isTextual()) {
        return (ObjectNode) json;
      }
    } catch (JsonProcessingException e) {
      throw GlossaException.badInput("Line %d of '%s' is no JSON.", number, file.getPath());
    }
    throw GlossaException.badInput(
        "Line %d of '%s' has neither a text as prompt nor numbers as ids.", number, file.getPath());
  }

  private static boolean isInts(JsonNode ids) {
    return StreamSupport.stream(ids.spliterator(), false).allMatch(JsonNode::isInt);
  }

  /** Adds the answer, and says of how many tokens it is. */
  private int answer(TextGeneration model, SamplingSettings sampling, ObjectNode line) {
    boolean continuesIds = line.path("ids").isArray();
    int[] prompt =
        continuesIds
            ? JSON.convertValue(line.path("ids"), int[].class)
            : model.encode(line.path("prompt").asText(), settings.addBos());
    Generation generation = model.generate(prompt, sampling, id -> {});
    if (!continuesIds || settings.format() == GenerateSettings.Format.TEXT) {
      line.put("output", model.text(generation.ids()));
    }
    ArrayNode ids = line.putArray("output_ids");
    generation.ids().forEach(ids::add);
    line.put("finish_reason", generation.finishReason().name().toLowerCase(Locale.ROOT));
    return generation.ids().size();
  }
}
