package dev.glossa.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.benchmark.GaokaoQuestion;
import dev.glossa.benchmark.GaokaoSubject;
import dev.glossa.benchmark.GaokaoType;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The objective part of GAOKAO-Bench as its authors published it: {@code
 * Data/Objective_Questions/NAME.json}, and {@code Bench/Obj_Prompt.json} with their types and
 * instructions.
 */
final class GaokaoFolder {
  private static final String QUESTIONS = "Data/Objective_Questions";
  private static final String PROMPTS = "Bench/Obj_Prompt.json";
  private static final String ENDING = ".json";
  private static final Pattern UP_TO_D = Pattern.compile("[A-D]");
  private static final Pattern UP_TO_G = Pattern.compile("[A-G]");
  private static final Pattern SEVERAL = Pattern.compile("[A-D]+");

  private final FileSystem fileSystem;
  private final Path folder;

  GaokaoFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * @return the questions in the order of the files
   * @throws GlossaException naming file and example of what is no question
   */
  List<GaokaoItem> read() throws IOException {
    Map<String, GaokaoItem.Kind> kinds = kinds();
    List<GaokaoItem> items = new ArrayList<>();
    for (Map.Entry<String, Path> file :
        BenchmarkFile.all(fileSystem, new Path(folder, QUESTIONS), ENDING).entrySet()) {
      GaokaoItem.Kind kind = kinds.get(file.getKey());
      if (kind == null) {
        throw GlossaException.badInput(
            "'%s' has no instruction in '%s' of '%s': take it away, or add one.",
            file.getValue().getName(), PROMPTS, folder);
      }
      read(file.getKey(), kind, BenchmarkFile.read(fileSystem, file.getValue()), items);
    }
    if (items.isEmpty()) {
      throw GlossaException.usage(
          "There is no GAOKAO-Bench in '%s': it has no %s/NAME%s.", folder, QUESTIONS, ENDING);
    }
    return items;
  }

  private SortedMap<String, GaokaoItem.Kind> kinds() throws IOException {
    Path file = new Path(folder, PROMPTS);
    if (!fileSystem.exists(file)) {
      throw GlossaException.usage(
          "There is no GAOKAO-Bench in '%s': it has no %s.", folder, PROMPTS);
    }
    SortedMap<String, GaokaoItem.Kind> kinds = new TreeMap<>();
    for (JsonNode example : BenchmarkFile.read(fileSystem, file).json().path("examples")) {
      String name = text(example, "keyword");
      String type = text(example, "type");
      kinds.put(
          name,
          new GaokaoItem.Kind(
              GaokaoSubject.of(name).orElseThrow(() -> unknown("keyword", name)),
              GaokaoType.of(type).orElseThrow(() -> unknown("type", type)),
              text(example, "prefix_prompt")));
    }
    return kinds;
  }

  private static String text(JsonNode example, String field) {
    if (!example.path(field).isTextual()) {
      throw GlossaException.badInput(
          "'%s' has an example without the text '%s': take the official file.", PROMPTS, field);
    }
    return example.path(field).textValue();
  }

  private static GlossaException unknown(String field, String value) {
    return GlossaException.badInput(
        "'%s' has the %s '%s', which GAOKAO-Bench does not know: take the official file.",
        PROMPTS, field, value);
  }

  private static void read(
      String name, GaokaoItem.Kind kind, BenchmarkFile file, List<GaokaoItem> items) {
    JsonNode examples = file.json().path("example");
    if (!examples.isArray()) {
      throw GlossaException.badInput("'%s' has no list 'example'.", file.name());
    }
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < examples.size(); i++) {
      JsonNode example = examples.get(i);
      requireComplete(file, i, example);
      if (!seen.add(example.get("index").asInt())) {
        throw bad(
            file,
            i,
            "has the index %s, which another one has, too".formatted(example.get("index")));
      }
      List<String> answers = new ArrayList<>();
      for (JsonNode answer : example.get("answer")) {
        if (!letters(kind.type()).matcher(answer.asText()).matches()) {
          throw bad(file, i, "has the answer '%s', which is no option".formatted(answer.asText()));
        }
        answers.add(answer.asText());
      }
      items.add(
          new GaokaoItem(
              name,
              i,
              kind,
              new GaokaoQuestion(
                  example.get("question").asText(), answers, example.get("score").asDouble())));
    }
  }

  private static void requireComplete(BenchmarkFile file, int index, JsonNode example) {
    if (!example.path("question").isTextual()) {
      throw bad(file, index, "has no text 'question'");
    }
    if (!example.path("answer").isArray() || example.path("answer").isEmpty()) {
      throw bad(file, index, "has no list 'answer'");
    }
    if (!example.path("score").isNumber()) {
      throw bad(file, index, "has no number 'score'");
    }
    if (!example.path("index").isInt()) {
      throw bad(file, index, "has no whole number 'index'");
    }
  }

  private static Pattern letters(GaokaoType type) {
    return switch (type) {
      case SINGLE_CHOICE -> UP_TO_D;
      case MULTI_CHOICE -> SEVERAL;
      case MULTI_QUESTION_CHOICE, FIVE_OUT_OF_SEVEN -> UP_TO_G;
    };
  }

  private static GlossaException bad(BenchmarkFile file, int index, String what) {
    return GlossaException.badInput("Example %d of '%s' %s.", index + 1, file.name(), what);
  }
}
