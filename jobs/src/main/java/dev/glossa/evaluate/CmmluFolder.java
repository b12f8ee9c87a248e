package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.CmmluSubject;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * CMMLU as its authors published it: {@code test/SUBJECT.csv} and {@code dev/SUBJECT.csv} with the
 * columns (number), Question, A, B, C, D, Answer.
 */
final class CmmluFolder implements ChoiceData.Reader {
  private static final String ENDING = ".csv";
  private static final QuestionTable TABLE = new QuestionTable("", "Question", "Answer", "none");

  private final FileSystem fileSystem;
  private final Path folder;

  CmmluFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * @param split dev or test
   * @throws GlossaException naming file and row of what is no question
   */
  @Override
  public SortedMap<String, List<ChoiceQuestion>> read(String split) throws IOException {
    Path files = new Path(folder, split);
    SortedMap<String, List<ChoiceQuestion>> subjects = new TreeMap<>();
    for (Map.Entry<String, Path> file : BenchmarkFile.all(fileSystem, files, ENDING).entrySet()) {
      if (CmmluSubject.of(file.getKey()).isEmpty()) {
        throw GlossaException.badInput(
            "'%s' in '%s' is named after no subject of CMMLU: take it away.",
            file.getValue().getName(), files);
      }
      subjects.put(file.getKey(), TABLE.read(BenchmarkFile.read(fileSystem, file.getValue())));
    }
    if (subjects.isEmpty()) {
      throw GlossaException.usage(
          "There is no CMMLU in '%s': it has no %s/SUBJECT%s.", folder, split, ENDING);
    }
    return subjects;
  }
}
