package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.CmmluSubject;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * CMMLU as its authors published it: {@code test/SUBJECT.csv} and {@code dev/SUBJECT.csv} with the
 * columns (number), Question, A, B, C, D, Answer.
 */
final class CmmluFolder {
  private static final String ENDING = ".csv";

  private final FileSystem fileSystem;
  private final Path folder;

  CmmluFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * @param split dev or test
   * @return the questions by subject, in the order of the files
   * @throws GlossaException naming file and row of what is no question
   */
  SortedMap<String, List<ChoiceQuestion>> read(String split) throws IOException {
    Path files = new Path(folder, split);
    SortedMap<String, List<ChoiceQuestion>> subjects = new TreeMap<>();
    for (Map.Entry<String, Path> file : BenchmarkCsv.files(fileSystem, files, ENDING).entrySet()) {
      if (CmmluSubject.of(file.getKey()).isEmpty()) {
        throw GlossaException.badInput(
            "'%s' in '%s' is named after no subject of CMMLU: take it away.",
            file.getValue().getName(), files);
      }
      subjects.put(file.getKey(), questions(file.getValue()));
    }
    if (subjects.isEmpty()) {
      throw GlossaException.usage(
          "There is no CMMLU in '%s': it has no %s/SUBJECT%s.", folder, split, ENDING);
    }
    return subjects;
  }

  private List<ChoiceQuestion> questions(Path file) throws IOException {
    List<List<String>> rows = BenchmarkCsv.rows(fileSystem, file);
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
    int question = column(file, header, "Question");
    List<Integer> options =
        ChoiceQuestion.LETTERS.stream().map(name -> column(file, header, name)).toList();
    int answer = column(file, header, "Answer");
    Set<String> numbers = new HashSet<>();
    List<ChoiceQuestion> questions = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> cells = rows.get(i);
      if (cells.size() != header.size()) {
        throw GlossaException.badInput(
            "Row %d of '%s' has %d columns instead of the header's %d.",
            i + 1, file.getName(), cells.size(), header.size());
      }
      if (!numbers.add(cells.get(0))) {
        throw GlossaException.badInput(
            "Row %d of '%s' has the number '%s', which another row has, too.",
            i + 1, file.getName(), cells.get(0));
      }
      BenchmarkCsv.requireLetter(file, i + 1, cells.get(answer));
      questions.add(
          new ChoiceQuestion(
              cells.get(question),
              options.stream().map(cells::get).toList(),
              cells.get(answer),
              null));
    }
    return questions;
  }

  private static int column(Path file, List<String> header, String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw GlossaException.badInput("'%s' has no column '%s'.", file.getName(), name);
    }
    return column;
  }
}
