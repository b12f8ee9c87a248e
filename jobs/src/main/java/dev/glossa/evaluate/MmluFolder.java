package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * MMLU as its authors published it: {@code test/SUBJECT_test.csv} and {@code dev/SUBJECT_dev.csv},
 * RFC 4180 without a header, with the columns question, four options, letter.
 */
final class MmluFolder implements ChoiceData.Reader {
  private static final int COLUMNS = 6;

  private final FileSystem fileSystem;
  private final Path folder;

  MmluFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * @param split dev, val or test
   * @throws GlossaException naming file and row of what is no question
   */
  @Override
  public SortedMap<String, List<ChoiceQuestion>> read(String split) throws IOException {
    Path files = new Path(folder, split);
    String ending = "_" + split + ".csv";
    SortedMap<String, List<ChoiceQuestion>> subjects = new TreeMap<>();
    for (Map.Entry<String, Path> file : BenchmarkFile.all(fileSystem, files, ending).entrySet()) {
      subjects.put(file.getKey(), questions(BenchmarkFile.read(fileSystem, file.getValue())));
    }
    if (subjects.isEmpty()) {
      throw GlossaException.usage(
          "There is no MMLU in '%s': it has no %s/SUBJECT%s.", folder, split, ending);
    }
    return subjects;
  }

  private static List<ChoiceQuestion> questions(BenchmarkFile file) {
    List<ChoiceQuestion> questions = new ArrayList<>();
    for (List<String> cells : file.rows()) {
      questions.add(question(file, questions.size() + 1, cells));
    }
    return questions;
  }

  private static ChoiceQuestion question(BenchmarkFile file, int row, List<String> cells) {
    if (cells.size() != COLUMNS) {
      throw GlossaException.badInput(
          "Row %d of '%s' has %d columns instead of %d (question, four options, letter).",
          row, file.name(), cells.size(), COLUMNS);
    }
    String answer = cells.get(COLUMNS - 1);
    QuestionTable.requireLetter(file, row, answer);
    return new ChoiceQuestion(cells.get(0), cells.subList(1, COLUMNS - 1), answer, null);
  }
}
