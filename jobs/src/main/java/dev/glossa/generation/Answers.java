package dev.glossa.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.generate.Generation;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.inference.ExecutorModels;
import dev.glossa.inference.HuggingFaceSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.LongAccumulator;

/**
 * Prompts to their lines with {@code output}, {@code output_ids} and {@code finish_reason}, by a
 * model of the executor.
 */
final class Answers implements FlatMapFunction<Iterator<Prompt>, String> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GenerateSettings settings;
  private final HuggingFaceSource source;
  private final LongAccumulator done;

  /**
   * @param done counts prompts, for people who wait
   */
  Answers(GenerateSettings settings, HuggingFaceSource source, LongAccumulator done) {
    this.settings = settings;
    this.source = source;
    this.done = done;
  }

  @Override
  public Iterator<String> call(Iterator<Prompt> prompts) throws IOException, InterruptedException {
    if (!prompts.hasNext()) {
      return Collections.emptyIterator();
    }
    return ExecutorModels.lend(
        source,
        settings.modelsPerExecutor(),
        model -> {
          TextGeneration generation = new TextGeneration(model, source.files());
          List<String> answers = new ArrayList<>();
          while (prompts.hasNext()) {
            answers.add(answer(generation, prompts.next()));
            done.add(1);
          }
          return answers.iterator();
        });
  }

  private String answer(TextGeneration model, Prompt prompt) throws IOException {
    ObjectNode line = prompt.parsed();
    boolean continuesIds = line.path("ids").isArray();
    int[] ids =
        continuesIds
            ? JSON.convertValue(line.path("ids"), int[].class)
            : model.encode(line.path("prompt").asText(), settings.addBos());
    SamplingSettings sampling = settings.sampling(model.endTokens());
    Generation generation = model.generate(ids, sampling, id -> {});
    if (!continuesIds || settings.format() == GenerateSettings.Format.TEXT) {
      line.put("output", model.text(generation.ids()));
    }
    ArrayNode outputIds = line.putArray("output_ids");
    generation.ids().forEach(outputIds::add);
    line.put("finish_reason", generation.finishReason().name().toLowerCase(Locale.ROOT));
    return line.toString();
  }
}
