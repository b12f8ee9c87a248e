package dev.glossa.generation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.inference.HuggingFaceSource;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * How {@link GenerateJob} and {@code glossa generate} continue prompts.
 *
 * @param model a Hugging Face folder
 * @param adapter a folder of LoRA adapters, or null
 * @param input JSONL with {@code prompt} or {@code ids}
 * @param output the file of the answers
 * @param maxNewTokens tokens written at most
 * @param ignoreEos whether end tokens do not stop it
 * @param addBos whether a text begins with the begin token; null: as the tokenizer's folder says
 * @param format what is written; null: ids to ids, text to a text
 * @param temperature 0 for the best token each time
 * @param topK sample among this many best tokens, 0 for all
 * @param topP sample among the fewest best tokens whose probabilities reach this sum
 * @param repetitionPenalty above 1 makes tokens that are there already less likely
 * @param modelsPerExecutor how many copies of the weights an executor may hold
 * @param seed of the sampling
 */
public record GenerateSettings(
    String model,
    String adapter,
    String input,
    String output,
    int maxNewTokens,
    boolean ignoreEos,
    Boolean addBos,
    Format format,
    double temperature,
    int topK,
    double topP,
    double repetitionPenalty,
    int modelsPerExecutor,
    long seed)
    implements Serializable {

  /** What is written of new tokens. */
  public enum Format {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("ids")
    IDS
  }

  /**
   * The model of these settings.
   *
   * @throws GlossaException (usage) if there is none, or its adapters do not fit
   */
  public TextGeneration open(Configuration hadoop) {
    return TextGeneration.open(model, adapter, hadoop);
  }

  /** Where executors have the model of these settings from; throws as {@link #open} does. */
  HuggingFaceSource source(Configuration hadoop) throws IOException {
    return HuggingFaceSource.of(model, adapter, "huggingface", hadoop);
  }

  /**
   * How tokens are chosen, and when to stop.
   *
   * @param endTokens the model's
   * @throws GlossaException (usage) if a value is outside its range
   */
  public SamplingSettings sampling(Set<Integer> endTokens) {
    try {
      return new SamplingSettings(
          temperature,
          topK,
          topP,
          repetitionPenalty,
          maxNewTokens,
          ignoreEos ? Set.of() : endTokens,
          seed);
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** Whether what continues ids (or else a text) is written as text. */
  public boolean writesText(boolean continuesIds) {
    return format == null ? !continuesIds : format == Format.TEXT;
  }

  /** What would be done, for {@code --dry-run}. */
  public String plan(String prompts) {
    return "up to %,d new tokens to %s by the model %s, %s"
        .formatted(
            maxNewTokens, prompts, model, temperature > 0 ? "sampled" : "the best token each time");
  }
}
