package dev.glossa.tokenizer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The reference data beside the checkout; a test that needs what is not there is skipped. */
final class SharedData {

  private static final Path ROOT = Path.of(System.getProperty("glossa.shared", "../shared"));
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedData() {}

  static boolean has(String path) {
    return Files.exists(ROOT.resolve(path));
  }

  static Path path(String path) {
    Path found = ROOT.resolve(path);
    assumeTrue(
        Files.exists(found), () -> "skipped: no " + path + " in the folder of glossa.shared");
    return found;
  }

  static byte[] bytes(String path) {
    return bytes(path(path));
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String path) {
    return parse(new String(bytes(path), StandardCharsets.UTF_8));
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a gzipped file. */
  static List<String> lines(String path) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path(path))), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document of the corpus. */
  record Document(String id, String text) {}

  static List<Document> corpus(String language) {
    return lines("data/corpus/" + language + ".jsonl.gz").stream()
        .map(SharedData::parse)
        .map(json -> new Document(json.path("id").asText(), json.path("text").asText()))
        .toList();
  }
}
