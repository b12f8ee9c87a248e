package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * C-Eval as its authors published it, {@code SPLIT/SUBJECT_SPLIT.csv} with the columns id,
 * question, A, B, C, D, answer and, for examples, explanation: in a zip file, or unpacked.
 */
final class CevalFolder implements ChoiceData.Reader {
  private static final String ZIP = "ceval-exam.zip";
  private static final QuestionTable TABLE =
      new QuestionTable("id", "question", "answer", "explanation");

  private final FileSystem fileSystem;
  private final Path path;

  /**
   * @param path a zip file, a folder with the official one, or a folder with the unpacked files
   */
  CevalFolder(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  /**
   * @param split dev, val or test
   * @throws GlossaException naming file and row of what is no question
   */
  @Override
  public SortedMap<String, List<ChoiceQuestion>> read(String split) throws IOException {
    String ending = "_" + split + ".csv";
    Path official = new Path(path, ZIP);
    SortedMap<String, List<ChoiceQuestion>> subjects =
        fileSystem.exists(path) && fileSystem.getFileStatus(path).isFile()
            ? zipped(path, split, ending)
            : fileSystem.exists(official)
                ? zipped(official, split, ending)
                : unpacked(split, ending);
    if (subjects.isEmpty()) {
      throw GlossaException.usage(
          "There is no C-Eval in '%s': it has no %s/SUBJECT%s.", path, split, ending);
    }
    return subjects;
  }

  private SortedMap<String, List<ChoiceQuestion>> unpacked(String split, String ending)
      throws IOException {
    SortedMap<String, List<ChoiceQuestion>> subjects = new TreeMap<>();
    for (Map.Entry<String, Path> file :
        BenchmarkFile.all(fileSystem, new Path(path, split), ending).entrySet()) {
      subjects.put(file.getKey(), TABLE.read(BenchmarkFile.read(fileSystem, file.getValue())));
    }
    return subjects;
  }

  private SortedMap<String, List<ChoiceQuestion>> zipped(Path zip, String split, String ending)
      throws IOException {
    SortedMap<String, List<ChoiceQuestion>> subjects = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(fileSystem.open(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path inside = new Path("/" + entry.getName());
        String name = inside.getName();
        boolean wanted =
            !entry.isDirectory()
                && name.endsWith(ending)
                && inside.getParent().getName().equals(split)
                // what macOS adds to zip files
                && !name.startsWith(".");
        if (wanted) {
          subjects.put(
              name.substring(0, name.length() - ending.length()),
              TABLE.read(BenchmarkFile.read(name, in)));
        }
      }
    }
    return subjects;
  }
}
