package dev.glossa.generation;

import dev.glossa.generate.Generation;
import dev.glossa.generate.GenerationRequest;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.inference.HuggingFaceSource;
import dev.glossa.inference.LanguageModel;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.vocabulary.TokenizerFiles;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;

/** A model folder that continues texts or ids. */
public final class TextGeneration {

  private final LanguageModel model;
  private final TokenizerFiles tokenizer;

  /**
   * @param tokenizer without files if ids are all that it is asked for
   */
  public TextGeneration(LanguageModel model, TokenizerFiles tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /**
   * Reads the model and, if it is there, its tokenizer.
   *
   * @param model a Hugging Face folder
   * @param adapter a folder of LoRA adapters for it, or null
   * @throws GlossaException (usage) if there is no model
   */
  public static TextGeneration open(String model, String adapter, Configuration hadoop) {
    try {
      HuggingFaceSource source = HuggingFaceSource.of(model, adapter, "huggingface", hadoop);
      return new TextGeneration(source.load(), source.files());
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The model '%s' cannot be read: %s".formatted(model, e.getMessage()), e);
    }
  }

  /** The end tokens of config.json and generation_config.json. */
  public Set<Integer> endTokens() {
    return model.endTokens();
  }

  /** The model's tokenizer. */
  public Tokenizer tokenizer() {
    if (!tokenizer.exists()) {
      throw GlossaException.usage(
          "The model has no tokenizer in its folder: give --ids instead of a text.");
    }
    return tokenizer.tokenizer();
  }

  /**
   * The ids of a prompt.
   *
   * @param addBos null: as the tokenizer's folder says (add_bos_token), else yes
   */
  public int[] encode(String prompt, Boolean addBos) {
    int[] ids = tokenizer().encode(prompt);
    boolean begin =
        addBos != null
            ? addBos
            : !tokenizer
                .text(TokenizerFiles.CONFIG)
                .matches("(?s).*\"add_bos_token\"\\s*:\\s*false.*");
    if (!begin || tokenizer().bosId() < 0) {
      return ids;
    }
    int[] withBos = new int[ids.length + 1];
    withBos[0] = tokenizer().bosId();
    System.arraycopy(ids, 0, withBos, 1, ids.length);
    return withBos;
  }

  /** Continues the ids. */
  public Generation generate(int[] prompt, SamplingSettings settings, IntConsumer listener) {
    check(prompt);
    return model.generate(prompt, settings, listener);
  }

  /** Continues the ids of several prompts together, in their order. */
  List<Generation> generate(List<int[]> prompts, SamplingSettings settings) {
    prompts.forEach(this::check);
    return model.generate(
        prompts.stream().map(prompt -> new GenerationRequest(prompt, settings)).toList());
  }

  private void check(int[] prompt) {
    for (int id : prompt) {
      if (id < 0 || id >= model.vocabularySize()) {
        throw GlossaException.usage(
            "The id %d is not in the model's vocabulary of %d.", id, model.vocabularySize());
      }
    }
    if (prompt.length == 0) {
      throw GlossaException.usage("The prompt has no token: give a text, or --add-bos true.");
    }
  }

  /** The text of new tokens, end tokens left out. */
  public String text(List<Integer> ids) {
    Set<Integer> ends = endTokens();
    return tokenizer()
        .decode(ids.stream().filter(id -> !ends.contains(id)).mapToInt(id -> id).toArray());
  }
}
