package dev.glossa.dedup;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.SharedData;
import dev.glossa.dedup.PlantedDuplicates.Pair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes planted near duplicates of every language, {@code LANGUAGE.jsonl}, with the bands that
 * they have here: document, target, similarity, text, bands. A document itself has the similarity 1
 * and comes before its copies.
 *
 * <p>{@code PlantedDuplicateFiles CORPUS FOLDER}
 */
public final class PlantedDuplicateFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 100;

  private PlantedDuplicateFiles() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    Path corpus = Path.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    for (String language : SharedData.names(corpus)) {
      List<String> texts =
          SharedData.rows(corpus.resolve(language + ".jsonl.gz")).stream()
              .map(row -> row.get("text").asText())
              .toList();
      List<Pair> pairs = PlantedDuplicates.of(language, texts, DOCUMENTS);
      Path file = folder.resolve(language + ".jsonl");
      try (PrintWriter out = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
        int last = -1;
        for (Pair pair : pairs) {
          if (pair.document() != last) {
            last = pair.document();
            out.println(line(language, last, 1, 1, pair.text()));
          }
          out.println(line(language, last, pair.target(), pair.similarity(), pair.copy()));
        }
      }
    }
  }

  private static String line(
      String language, int document, double target, double similarity, String text)
      throws IOException {
    long[] bands =
        NearDuplicates.scriptSafe(language).signature(text).map(MinHash::bands).orElse(new long[0]);
    return JSON.writeValueAsString(
        Map.of(
            "document", document,
            "target", target,
            "similarity", similarity,
            "text", text,
            "bands", bands));
  }
}
