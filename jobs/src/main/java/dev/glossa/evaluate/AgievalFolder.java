package dev.glossa.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.benchmark.AgievalDataset;
import dev.glossa.benchmark.AgievalItem;
import dev.glossa.benchmark.AgievalSetting;
import dev.glossa.benchmark.AgievalShots;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * AGIEval v1 as its authors published it: {@code DATASET.jsonl} in a folder, in its data/v1 or v1,
 * and {@code few_shot_prompts.csv} beside the files or above their folder.
 */
final class AgievalFolder {
  private static final String ENDING = ".jsonl";
  private static final String EXAMPLES = "few_shot_prompts.csv";
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private final FileSystem fileSystem;
  private final Path folder;

  AgievalFolder(FileSystem fileSystem, Path folder) throws IOException {
    this.fileSystem = fileSystem;
    Path found = fileSystem.makeQualified(folder);
    for (String inside : List.of("data/v1", "v1")) {
      Path candidate = new Path(folder, inside);
      found = fileSystem.exists(candidate) ? candidate : found;
    }
    this.folder = found;
  }

  /**
   * @return the questions in the order of the files
   * @throws GlossaException naming file and line of what is no question
   */
  List<AgievalQuestion> read() throws IOException {
    List<AgievalQuestion> questions = new ArrayList<>();
    for (Map.Entry<String, Path> file : BenchmarkFile.all(fileSystem, folder, ENDING).entrySet()) {
      AgievalDataset dataset =
          AgievalDataset.of(file.getKey())
              .orElseThrow(
                  () ->
                      GlossaException.badInput(
                          "'%s' in '%s' is named after no dataset of AGIEval v1: take it away.",
                          file.getValue().getName(), folder));
      int index = 0;
      for (BenchmarkFile.Line line : BenchmarkFile.read(fileSystem, file.getValue()).lines()) {
        questions.add(new AgievalQuestion(dataset, index++, item(dataset, line)));
      }
    }
    if (questions.isEmpty()) {
      throw GlossaException.usage(
          "There is no AGIEval in '%s': it has no DATASET%s.", folder, ENDING);
    }
    return questions;
  }

  /**
   * The official examples of every dataset.
   *
   * @param most take no more than so many of a dataset
   * @throws GlossaException if their file is missing or is another one
   */
  Map<AgievalDataset, AgievalShots> shots(AgievalSetting setting, int most) throws IOException {
    Path file = examples();
    List<List<String>> rows = BenchmarkFile.read(fileSystem, file).rows();
    Map<AgievalDataset, AgievalShots> shots = new EnumMap<>(AgievalDataset.class);
    for (AgievalDataset dataset : AgievalDataset.values()) {
      try {
        List<AgievalShots.Shot> all = AgievalShots.of(dataset, rows, setting).shots();
        shots.put(dataset, new AgievalShots(dataset, all.subList(0, Math.min(most, all.size()))));
      } catch (IllegalArgumentException e) {
        throw new GlossaException(
            ExitCode.BAD_INPUT, "'%s' cannot be read: %s".formatted(file, e.getMessage()), e);
      }
    }
    return shots;
  }

  private Path examples() throws IOException {
    for (Path place : List.of(folder, folder.getParent())) {
      Path file = new Path(place, EXAMPLES);
      if (fileSystem.exists(file)) {
        return file;
      }
    }
    throw GlossaException.usage(
        "'%s' has no %s, which examples are taken from: add the official file, or use the setting"
            + " %s.",
        folder, EXAMPLES, AgievalSetting.ZERO_SHOT.key());
  }

  private static AgievalItem item(AgievalDataset dataset, BenchmarkFile.Line line) {
    String question = line.text("question");
    List<String> options = line.texts("options");
    AgievalItem.Label label = label(line);
    if (!line.json().has("label") && !line.json().has("answer")) {
      throw line.bad("has neither 'label' nor 'answer'");
    }
    if (!dataset.isCloze()) {
      if (options.isEmpty()) {
        throw line.bad("has no 'options'");
      }
      requireOptions(line, options.size(), label);
    }
    return new AgievalItem(
        line.optionalText("passage"), question, options, label, line.optionalText("answer"));
  }

  private static AgievalItem.Label label(BenchmarkFile.Line line) {
    JsonNode label = line.json().path("label");
    if (label.isArray()) {
      return new AgievalItem.Label(line.texts("label"), true);
    }
    String letters = line.optionalText("label");
    return letters == null ? null : new AgievalItem.Label(List.of(letters), false);
  }

  /** Labels of the official files have other characters between the letters. */
  private static void requireOptions(
      BenchmarkFile.Line line, int options, AgievalItem.Label label) {
    String letters = label == null ? "" : String.join("", label.letters());
    if (!letters.isEmpty() && !CAPITAL.matcher(letters).find()) {
      throw line.bad("has the label '%s', which names no option".formatted(letters));
    }
    for (char c : letters.toCharArray()) {
      if (c >= 'A' && c <= 'Z' && c - 'A' >= options) {
        throw line.bad("has the label '%s' and only %d options".formatted(letters, options));
      }
    }
  }
}
