package dev.glossa.judge;

import dev.glossa.evaluate.BenchmarkFile;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.language.Language;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * People's stars, in the columns of LLMEval's score files: {@code question_uuid} (or {@code id}),
 * {@code metric}, {@code score}, and if there are several people, models or languages {@code
 * user_id}, {@code llm_name} and {@code language}. Other columns are passed over.
 */
final class HumanScores {

  /**
   * One rating.
   *
   * @param person who gave it; empty if nobody says it
   * @param model whose answer it is about; null if nobody says it
   * @param language of the question; null if nobody says it
   * @param id of the question
   * @param aspect what was rated
   * @param stars the rating
   */
  record Score(String person, String model, String language, String id, String aspect, int stars) {}

  private final Path file;
  private final JudgePrompt prompt;
  private final List<String> header;

  private HumanScores(Path file, JudgePrompt prompt, List<String> header) {
    this.file = file;
    this.prompt = prompt;
    this.header = header;
  }

  /**
   * @throws GlossaException (bad input) naming file and row of what is no score
   */
  static List<Score> read(String path, JudgePrompt prompt, Configuration hadoop)
      throws IOException {
    List<Score> scores = new ArrayList<>();
    for (FileStatus status : Inputs.resolve(path, hadoop)) {
      Path file = status.getPath();
      List<List<String>> rows = BenchmarkFile.read(file.getFileSystem(hadoop), file).rows();
      List<String> header =
          rows.isEmpty() ? List.of() : rows.get(0).stream().map(String::strip).toList();
      HumanScores reader = new HumanScores(file, prompt, header);
      for (int i = 1; i < rows.size(); i++) {
        scores.add(reader.score(i + 1, rows.get(i)));
      }
    }
    return scores;
  }

  private Score score(int row, List<String> cells) {
    String aspect = required(row, cells, "metric", "aspect");
    String stars = required(row, cells, "score", "stars");
    if (!prompt.aspectNames().contains(aspect)) {
      throw bad(row, "rates '%s', which is none of %s", aspect, prompt.aspectNames());
    }
    if (!stars.matches("\\d{1,3}(\\.0+)?")
        || Double.parseDouble(stars) < prompt.lowest()
        || Double.parseDouble(stars) > prompt.highest()) {
      throw bad(row, "has the score '%s', not %d to %d", stars, prompt.lowest(), prompt.highest());
    }
    return new Score(
        cell(cells, "user_id", "person").orElse(""),
        cell(cells, "llm_name", "model").orElse(null),
        cell(cells, "language", "lang").map(Language::codeOf).orElse(null),
        required(row, cells, "question_uuid", "id"),
        aspect,
        (int) Double.parseDouble(stars));
  }

  private Optional<String> cell(List<String> cells, String... names) {
    for (String name : names) {
      int column = header.indexOf(name);
      if (column >= 0 && column < cells.size() && !cells.get(column).isBlank()) {
        return Optional.of(cells.get(column).strip());
      }
    }
    return Optional.empty();
  }

  private String required(int row, List<String> cells, String... names) {
    if (header.stream().noneMatch(List.of(names)::contains)) {
      throw GlossaException.badInput(
          "'%s' has no column '%s' in its first row.", file.getName(), names[0]);
    }
    return cell(cells, names).orElseThrow(() -> bad(row, "has no '%s'", names[0]));
  }

  private GlossaException bad(int row, String what, Object... arguments) {
    return GlossaException.badInput(
        "Row %d of '%s' %s.", row, file.getName(), what.formatted(arguments));
  }
}
