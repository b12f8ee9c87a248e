package dev.glossa.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A few hundred real documents of the demo, as raw JSONL and as lines of text. */
final class Sample {
  private Sample() {}

  /** Documents with text, as {@code glossa prepare} reads them. */
  static Path documents(Path folder, int count) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path file = folder.resolve("documents.jsonl");
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (String text : texts("gnome-help.jsonl.gz", count)) {
        writer.write(json.writeValueAsString(Map.of("text", text)) + "\n");
      }
    }
    return file;
  }

  /** Lines in many scripts, none of them empty. */
  static Path lines(Path folder, int count) throws IOException {
    List<String> lines =
        texts("messages.jsonl.gz", count).stream()
            .flatMap(text -> text.lines().filter(line -> !line.isBlank()).limit(5))
            .limit(count)
            .toList();
    return Files.write(folder.resolve("lines.txt"), lines);
  }

  /** The texts of a file of the demo. */
  static List<String> texts(String name, int count) throws IOException {
    Path source = Tools.HOME.resolve("conf/demo/raw").resolve(name);
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      int step = Math.max(1, lines.size() / count);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < lines.size() && texts.size() < count; i += step) {
        String text = json.readTree(lines.get(i)).path("text").asText();
        if (!text.isBlank()) {
          texts.add(text);
        }
      }
      return texts;
    }
  }
}
