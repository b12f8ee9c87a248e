package dev.glossa.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.glossa.generate.Generation;
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
 * model of the executor, which continues those of a list together.
 */
final class Answers implements FlatMapFunction<Iterator<List<Prompt>>, String> {
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
  public Iterator<String> call(Iterator<List<Prompt>> prompts)
      throws IOException, InterruptedException {
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
            List<String> lines = answers(generation, prompts.next());
            answers.addAll(lines);
            done.add(lines.size());
          }
          return answers.iterator();
        });
  }

  private List<String> answers(TextGeneration model, List<Prompt> prompts) throws IOException {
    List<ObjectNode> lines = new ArrayList<>();
    List<int[]> ids = new ArrayList<>();
    for (Prompt prompt : prompts) {
      ObjectNode line = prompt.parsed();
      lines.add(line);
      ids.add(
          continuesIds(line)
              ? JSON.convertValue(line.path("ids"), int[].class)
              : model.encode(line.path("prompt").asText(), settings.addBos()));
    }
    List<Generation> generations = model.generate(ids, settings.sampling(model.endTokens()));
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      answers.add(answer(model, lines.get(i), generations.get(i)));
    }
    return answers;
  }

  private static boolean continuesIds(ObjectNode line) {
    return line.path("ids").isArray();
  }

  private String answer(TextGeneration model, ObjectNode line, Generation generation) {
    if (!continuesIds(line) || settings.format() == GenerateSettings.Format.TEXT) {
      line.put("output", model.text(generation.ids()));
    }
    ArrayNode outputIds = line.putArray("output_ids");
    generation.ids().forEach(outputIds::add);
    line.put("finish_reason", generation.finishReason().name().toLowerCase(Locale.ROOT));
    return line.toString();
  }
}
