package dev.glossa.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.glossa.contamination.BenchmarkIndex;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The texts of benchmarks: all strings of JSON and JSONL but those that name or number things, all
 * cells of CSV, and plain text. A record, whose strings may stand in one passage of a page, is a
 * line of JSONL, an element of an array that is a file, or a row. A file is a benchmark of its
 * name, a folder with all in it one of the folder's name.
 */
final class BenchmarkFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_TEXT =
      Set.of(
          "id", "url", "source", "license", "licence", "type", "category", "subject", "language");
  private static final Set<String> ENDINGS = Set.of("jsonl", "json", "csv", "txt");

  private final Configuration hadoop;

  BenchmarkFiles(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * The n-grams of the benchmarks.
   *
   * @throws GlossaException (usage) if one cannot be read, or has no text of n tokens
   */
  BenchmarkIndex index(List<String> paths, int n) {
    if (n < 1) {
      throw GlossaException.usage("prepare.decontamination.n is %d: give 1 or more.", n);
    }
    BenchmarkIndex.Builder index = new BenchmarkIndex.Builder(n);
    for (String path : paths) {
      try {
        addAll(new Path(path), n, index);
      } catch (IOException | TextParsingException e) {
        throw new GlossaException(
            ExitCode.USAGE,
            "The benchmark '%s' cannot be read: %s.".formatted(path, e.getMessage()),
            e);
      }
    }
    return index.build();
  }

  private void addAll(Path path, int n, BenchmarkIndex.Builder index) throws IOException {
    String benchmark = name(path);
    long[] nGrams = new long[1];
    for (Path file : files(path)) {
      read(file, fields -> nGrams[0] += index.add(benchmark, fields));
    }
    if (nGrams[0] == 0) {
      throw GlossaException.usage(
          "The benchmark '%s' has no text of %d words in a .jsonl, .json, .csv or .txt file: name"
              + " one that has, or lower prepare.decontamination.n.",
          path, n);
    }
  }

  private List<Path> files(Path path) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    if (system.getFileStatus(path).isFile()) {
      return List.of(path);
    }
    Set<Path> files = new TreeSet<>();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(path, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (ENDINGS.contains(ending(file))) {
        files.add(file);
      }
    }
    return new ArrayList<>(files);
  }

  private static String name(Path path) {
    String name = withoutPacking(path);
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(ending(path)) ? name.substring(0, dot) : name;
  }

  private static String ending(Path file) {
    String name = withoutPacking(file);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String withoutPacking(Path file) {
    String name = file.getName();
    return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
  }

  private void read(Path file, Consumer<List<String>> records) throws IOException {
    try (InputStream in = ModelFiles.open(file.toString(), hadoop)) {
      switch (ending(file)) {
        case "json", "jsonl" -> readJson(in, records);
        case "csv" -> readCsv(in, records);
        default -> records.accept(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
  }

  private static void readJson(InputStream in, Consumer<List<String>> records) throws IOException {
    try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(in)) {
      while (values.hasNextValue()) {
        JsonNode value = values.nextValue();
        if (value.isArray()) {
          value.forEach(element -> records.accept(strings(element)));
        } else {
          records.accept(strings(value));
        }
      }
    }
  }

  private static List<String> strings(JsonNode record) {
    List<String> strings = new ArrayList<>();
    addStrings(record, strings);
    return strings;
  }

  private static void addStrings(JsonNode node, List<String> strings) {
    if (node.isTextual()) {
      strings.add(node.textValue());
    } else if (node.isArray()) {
      node.forEach(element -> addStrings(element, strings));
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!NOT_TEXT.contains(field.getKey().toLowerCase(Locale.ROOT))) {
          addStrings(field.getValue(), strings);
        }
      }
    }
  }

  private static void readCsv(InputStream in, Consumer<List<String>> records) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    for (String[] row : new CsvParser(settings).iterate(reader)) {
      records.accept(Arrays.stream(row).filter(Objects::nonNull).toList());
    }
  }
}
