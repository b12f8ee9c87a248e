package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.glossa.SharedData;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Benchmarks as they lie on disk, and what the official code makes of them. */
final class OfficialGolden {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OfficialGolden() {}

  /** The names in a golden folder that begin with a prefix, without .jsonl.gz. */
  static List<String> names(String benchmark, String prefix) {
    Path folder = SharedData.folder("golden/evaluation/" + benchmark);
    return SharedData.names(folder).stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** The rows of golden/evaluation/BENCHMARK/NAME.jsonl.gz. */
  static List<JsonNode> rows(String benchmark, String name) {
    return SharedData.rows(
        SharedData.folder("golden/evaluation/" + benchmark).resolve(name + ".jsonl.gz"));
  }

  /** golden/evaluation/BENCHMARK/NAME.json. */
  static JsonNode file(String benchmark, String name) {
    return json(SharedData.folder("golden/evaluation/" + benchmark).resolve(name + ".json"));
  }

  /** Holds all rows to what is expected of them. */
  static void hold(List<JsonNode> rows, Predicate<JsonNode> equal) {
    assertThat(rows).isNotEmpty();
    assertThat(rows.stream().filter(row -> !equal.test(row)).toList()).isEmpty();
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> jsonLines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      List<JsonNode> rows = new ArrayList<>();
      for (String line : (Iterable<String>) lines::iterator) {
        rows.add(JSON.readTree(line));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<List<String>> csv(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(-1);
    settings.setEmptyValue("");
    settings.setNullValue("");
    settings.getFormat().setComment('\0');
    try (Reader in = Files.newBufferedReader(file)) {
      return new CsvParser(settings).parseAll(in).stream().map(Arrays::asList).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  static List<ChatMessage> messages(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(m -> new ChatMessage(m.get("role").asText(), m.get("content").asText()))
        .toList();
  }

  /** The first 16 hexadecimal digits of a text's SHA-256. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
