package dev.glossa.evaluate;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.glossa.benchmark.ChoiceQuestion;
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

/** The CSV files that benchmarks are published as: RFC 4180, UTF-8, every white space counts. */
public final class BenchmarkCsv {
  private BenchmarkCsv() {}

  /**
   * All rows of a file.
   *
   * @throws GlossaException (bad input) naming file and row where it is no CSV in UTF-8
   */
  public static List<List<String>> rows(FileSystem fileSystem, Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
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
        rows.add(Arrays.asList(row));
      }
      parser.stopParsing();
    } catch (TextParsingException e) {
      throw new GlossaException(
          ExitCode.BAD_INPUT,
          "'%s' is no CSV in UTF-8 from row %d on.".formatted(file.getName(), rows.size() + 1),
          e);
    }
    return rows;
  }

  /**
   * The files of a folder with this ending, by what stands before it; none if there is no folder.
   */
  static SortedMap<String, Path> files(FileSystem fileSystem, Path folder, String ending)
      throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    if (fileSystem.exists(folder)) {
      for (FileStatus file : fileSystem.listStatus(folder)) {
        String name = file.getPath().getName();
        if (name.endsWith(ending)) {
          files.put(name.substring(0, name.length() - ending.length()), file.getPath());
        }
      }
    }
    return files;
  }

  /**
   * @param row its number, from 1
   * @throws GlossaException (bad input) if the answer is no letter of an option
   */
  static void requireLetter(Path file, int row, String answer) {
    if (!ChoiceQuestion.LETTERS.contains(answer)) {
      throw GlossaException.badInput(
          "Row %d of '%s' has the answer '%s', which is none of A, B, C and D.",
          row, file.getName(), answer);
    }
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
}
