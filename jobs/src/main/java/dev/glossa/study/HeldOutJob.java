package dev.glossa.study;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Puts together what all models of a language are measured on, as {@code evaluate} reads it: the
 * Delta table {@code perplexity} of documents, and the files {@code response} (instructions with
 * their answers) and {@code code-switching} (the same instructions as prompts).
 */
final class HeldOutJob extends Job<HeldOutResult> {
  private static final String PERPLEXITY = "perplexity";
  static final String RESPONSE = "response";
  private static final String CODE_SWITCHING = "code-switching";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The tasks that models are put to before they are tuned. */
  static final List<String> OF_TEXT = List.of(PERPLEXITY);

  /** The tasks for tuned models. */
  static final List<String> OF_ANSWERS = List.of(PERPLEXITY, RESPONSE, CODE_SWITCHING);

  private final HeldOutSettings settings;

  HeldOutJob(HeldOutSettings settings) {
    super(HeldOutResult.class);
    this.settings = settings;
  }

  @Override
  public String name() {
    return "held-out";
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
    List<String> inputs = new ArrayList<>(settings.splits().values());
    if (settings.instructions() != null) {
      inputs.add(settings.instructions());
    }
    return inputs;
  }

  @Override
  protected HeldOutResult execute(SparkSession spark, JobContext context) throws IOException {
    context.progress().begin("held-out", -1, "documents");
    documents(spark).write().format("delta").save(context.path(PERPLEXITY).toString());
    long documents = spark.read().format("delta").load(context.path(PERPLEXITY).toString()).count();
    long instructions = settings.instructions() == null ? 0 : instructions(spark, context);
    context.count("documents", documents);
    context.count("instructions", instructions);
    context.progress().end("%,d documents, %,d instructions".formatted(documents, instructions));
    return new HeldOutResult(documents, instructions);
  }

  private Dataset<Row> documents(SparkSession spark) {
    Dataset<Row> documents = null;
    for (Map.Entry<String, String> split : settings.splits().entrySet()) {
      Dataset<Row> some =
          spark
              .read()
              .format("delta")
              .load(SplitJob.heldOut(split.getValue(), split.getKey()))
              .orderBy(xxhash64(col("id")), col("id"))
              .limit(settings.documents());
      documents = documents == null ? some : documents.unionByName(some);
    }
    return documents;
  }

  private long instructions(SparkSession spark, JobContext context) throws IOException {
    InstructionLines lines =
        new InstructionLines(spark, settings.instructions(), settings.heldOut(), context.hadoop());
    StringBuilder responses = new StringBuilder();
    StringBuilder prompts = new StringBuilder();
    List<String> heldOut = lines.heldOut();
    for (String line : heldOut) {
      JsonNode given = parse(line);
      String instruction = text(given, "instruction", line);
      String input = given.path("input").asText("");
      ObjectNode response = JSON.createObjectNode();
      response.put("language", settings.language());
      response.put("instruction", instruction);
      response.put("input", input);
      response.put("output", text(given, "output", line));
      responses.append(response).append('\n');
      ObjectNode prompt = JSON.createObjectNode();
      prompt.put("language", settings.language());
      prompt.put("prompt", input.isBlank() ? instruction : instruction + "\n\n" + input);
      prompts.append(prompt).append('\n');
    }
    context.write(RESPONSE, responses.toString().getBytes(StandardCharsets.UTF_8));
    context.write(CODE_SWITCHING, prompts.toString().getBytes(StandardCharsets.UTF_8));
    if (heldOut.isEmpty()) {
      throw GlossaException.badInput(
          "The instructions '%s' have no line of at most %,d bytes to measure on: raise"
              + " held-out-instruction-bytes of the study's size, if the model's context allows.",
          settings.instructions(), settings.heldOut().bytes());
    }
    return heldOut.size();
  }

  private JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw unusable(line);
    }
  }

  private String text(JsonNode line, String field, String whole) {
    if (!line.path(field).isTextual()) {
      throw unusable(whole);
    }
    return line.path(field).textValue();
  }

  private GlossaException unusable(String line) {
    return GlossaException.badInput(
        "The instructions '%s' have a line that is no JSON with the texts instruction and output,"
            + " which answers are measured on: %s",
        settings.instructions(), line.substring(0, Math.min(100, line.length())));
  }
}
