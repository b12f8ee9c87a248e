package dev.glossa.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that a benchmark is published as: CSV (RFC 4180), JSON or JSON Lines, in UTF-8.
 *
 * @param name what it is called in messages
 * @param bytes its content
 */
public record BenchmarkFile(String name, byte[] bytes) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Benchmarks' files have a few megabytes. */
  private static final int MOST_BYTES = 256 << 20;

  /** Reads a file. */
  public static BenchmarkFile read(FileSystem fileSystem, Path file) throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      return read(file.getName(), in);
    }
  }

  /**
   * @throws GlossaException (bad input) if there is more than a benchmark can have
   */
  static BenchmarkFile read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES);
    if (bytes.length == MOST_BYTES) {
      throw GlossaException.badInput(
          "'%s' has %d MB or more, which is no benchmark's file.", name, MOST_BYTES >> 20);
    }
    return new BenchmarkFile(name, bytes);
  }

  /**
   * The files of a folder with this ending, by what stands before it; none if there is no folder.
   */
  static SortedMap<String, Path> all(FileSystem fileSystem, Path folder, String ending)
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
   * The lines of a JSON Lines file, or of the files of a folder whose names end in .jsonl.
   *
   * @throws GlossaException (usage) if there is no such file, (bad input) naming the line that is
   *     no JSON object in UTF-8
   */
  static List<Line> lines(String path, Configuration hadoop) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (FileStatus status : Inputs.resolve(path, hadoop)) {
      FileSystem fileSystem = status.getPath().getFileSystem(hadoop);
      if (status.isFile()) {
        lines.addAll(read(fileSystem, status.getPath()).lines());
        continue;
      }
      for (Path file : all(fileSystem, status.getPath(), ".jsonl").values()) {
        lines.addAll(read(fileSystem, file).lines());
      }
    }
    return lines;
  }

  /**
   * All rows of a CSV file; every white space counts.
   *
   * @throws GlossaException (bad input) naming the line that is no UTF-8, or the row from which on
   *     the file is no CSV
   */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    CsvParser parser = new CsvParser(format());
    try {
      parser.beginParsing(new StringReader(text()));
      String[] row;
      while ((row = parser.parseNext()) != null) {
        rows.add(Arrays.asList(row));
      }
    } catch (TextParsingException e) {
      throw new GlossaException(
          ExitCode.BAD_INPUT, "'%s' is no CSV from row %d on.".formatted(name, rows.size() + 1), e);
    }
    return rows;
  }

  /**
   * A line of a JSON Lines file.
   *
   * @param file the file's name
   * @param number its number, from 1
   * @param json what it says
   */
  public record Line(String file, int number, JsonNode json) {

    /** A text that has to be there. */
    public String text(String field) {
      String text = optionalText(field);
      if (text == null) {
        throw bad("has no '%s'".formatted(field));
      }
      return text;
    }

    /** A text, or null if there is none. */
    public String optionalText(String field) {
      JsonNode value = json.path(field);
      if (value.isNull() || value.isMissingNode()) {
        return null;
      }
      if (!value.isTextual()) {
        throw bad("has a '%s' that is no text".formatted(field));
      }
      return value.textValue();
    }

    /** Texts, or an empty list if there are none. */
    public List<String> texts(String field) {
      List<String> texts = new ArrayList<>();
      JsonNode value = json.path(field);
      if (!value.isArray() && !value.isNull() && !value.isMissingNode()) {
        throw bad("has a '%s' that is no list".formatted(field));
      }
      for (JsonNode each : value) {
        if (!each.isTextual()) {
          throw bad("has a list '%s' of something else than texts".formatted(field));
        }
        texts.add(each.textValue());
      }
      return texts;
    }

    /**
     * @param what what is wrong with the line, as "has no 'question'"
     */
    public GlossaException bad(String what) {
      return GlossaException.badInput("Line %d of '%s' %s.", number, file, what);
    }
  }

  /**
   * The lines of a JSON Lines file that are not blank.
   *
   * @throws GlossaException (bad input) naming the line that is no JSON object in UTF-8
   */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text().split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        lines.add(new Line(name, number, JSON.readTree(line)));
      } catch (JsonProcessingException e) {
        throw new GlossaException(
            ExitCode.BAD_INPUT, "Line %d of '%s' is no JSON.".formatted(number, name), e);
      }
      if (!lines.get(lines.size() - 1).json().isObject()) {
        throw lines.get(lines.size() - 1).bad("is no JSON object");
      }
    }
    return lines;
  }

  /**
   * The content of a JSON file.
   *
   * @throws GlossaException (bad input) naming the line where it ceases to be JSON in UTF-8
   */
  public JsonNode json() {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) {
      throw new GlossaException(
          ExitCode.BAD_INPUT,
          "'%s' is no JSON from line %d on."
              .formatted(name, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    }
  }

  /** The text; a byte order mark is none of it. */
  private String text() {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new GlossaException(
          ExitCode.BAD_INPUT,
          "Line %d of '%s' is no UTF-8: convert the file.".formatted(firstBadLine(), name),
          e);
    }
  }

  private int firstBadLine() {
    int line = 1;
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        try {
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, i - start));
        } catch (CharacterCodingException e) {
          return line;
        }
        line++;
        start = i + 1;
      }
    }
    return line;
  }

  private static CsvParserSettings format() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setReadInputOnSeparateThread(false);
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
