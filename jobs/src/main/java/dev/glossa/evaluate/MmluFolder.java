package dev.glossa.evaluate;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * MMLU as its authors published it: {@code test/SUBJECT_test.csv} and {@code dev/SUBJECT_dev.csv},
 * RFC 4180 without a header, with the columns question, four options, letter.
 */
final class MmluFolder {
  private static final int COLUMNS = 6;

  private final FileSystem fileSystem;
  private final Path folder;

  MmluFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * @param split dev or test
   * @return the questions by subject, in the order of the files
   * @throws GlossaException naming file and row of what is no question
   */
  SortedMap<String, List<MultipleChoiceQuestion>> read(String split) throws IOException {
    Path files = new Path(folder, split);
    String ending = "_" + split + ".csv";
    SortedMap<String, List<MultipleChoiceQuestion>> subjects = new TreeMap<>();
    if (fileSystem.exists(files)) {
      for (FileStatus file : fileSystem.listStatus(files)) {
        String name = file.getPath().getName();
        if (name.endsWith(ending)) {
          subjects.put(name.substring(0, name.length() - ending.length()), read(file.getPath()));
        }
      }
    }
    if (subjects.isEmpty()) {
      throw GlossaException.usage(
          "There is no MMLU in '%s': it has no %s/SUBJECT%s.", folder, split, ending);
    }
    return subjects;
  }

  private List<MultipleChoiceQuestion> read(Path file) throws IOException {
    List<MultipleChoiceQuestion> questions = new ArrayList<>();
    try (Reader in =
        new InputStreamReader(
            fileSystem.open(file),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT))) {
      CsvParser parser = new CsvParser(format());
      parser.beginParsing(in);
      String[] row;
      while ((row = parser.parseNext()) != null) {
        questions.add(question(file, questions.size() + 1, row));
      }
      parser.stopParsing();
    } catch (TextParsingException e) {
      throw new GlossaException(
          ExitCode.BAD_INPUT,
          "'%s' is no CSV in UTF-8 from row %d on.".formatted(file.getName(), questions.size() + 1),
          e);
    }
    return questions;
  }

  private static CsvParserSettings format() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    settings.setEmptyValue("");
    settings.setNullValue("");
    settings.getFormat().setComment('\0');
    return settings;
  }

  private static MultipleChoiceQuestion question(Path file, int row, String[] cells) {
    if (cells.length != COLUMNS) {
      throw GlossaException.badInput(
          "Row %d of '%s' has %d columns instead of %d (question, four options, letter).",
          row, file.getName(), cells.length, COLUMNS);
    }
    String answer = cells[COLUMNS - 1];
    if (!MultipleChoiceQuestion.LETTERS.contains(answer)) {
      throw GlossaException.badInput(
          "Row %d of '%s' has the answer '%s', which is none of A, B, C and D.",
          row, file.getName(), answer);
    }
    return new MultipleChoiceQuestion(
        cells[0], Arrays.asList(cells).subList(1, COLUMNS - 1), answer);
  }
}
