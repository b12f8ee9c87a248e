package dev.glossa.evaluate;

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
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Golden values of the official scorers, where they are at hand; else the test is skipped. */
final class GoldenEvaluation {
  static final ObjectMapper JSON = new ObjectMapper();

  private GoldenEvaluation() {}

  /** A path below the shared folder, as {@code golden/evaluation/mmlu}. */
  static Path shared(String path) {
    Path found = Path.of(System.getProperty("glossa.shared", "../../shared")).resolve(path);
    assumeTrue(
        Files.exists(found), () -> "Skipped: " + found + " is not there (-Dglossa.shared=DIR).");
    return found;
  }

  /** The lines of a .jsonl.gz file. */
  static List<JsonNode> lines(String path) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(shared(path))), StandardCharsets.UTF_8))) {
      return in.lines().map(GoldenEvaluation::parse).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode file(String path) throws IOException {
    return JSON.readTree(Files.readString(shared(path)));
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
