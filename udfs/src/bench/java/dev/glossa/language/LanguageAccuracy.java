package dev.glossa.language;

import dev.glossa.binary.LittleEndianBytes;
import dev.glossa.language.fasttext.FastTextModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How often the bundled identifier and a fastText model are right, by language and source, what
 * they take it for where not, and the scores that 96 % of the lines reach with the right language.
 * Thresholds are set to those of the corpus, at most 0.9, so that 95 % of other lines pass too.
 *
 * <p>{@code LanguageAccuracy MODEL LINES}, with the rows that {@code language/lines.py} writes.
 */
public final class LanguageAccuracy {

  /** At most so many lines of a language and a source, chosen with a fixed seed. */
  private static final int MOST = 3000;

  /** What the bundled identifier has seen of the corpus: its words of Indonesian. */
  private static final String SEEN = "corpus/chromium-l10n";

  private static final double PASSING = 0.96;

  private LanguageAccuracy() {}

  private record Line(String language, String text) {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    FastTextIdentifier model =
        new FastTextIdentifier(
            FastTextModel.read(
                LittleEndianBytes.of(ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0]))))));
    LanguageIdentifier bundled = LanguageIdentifier.bundled();
    read(Path.of(args[1]))
        .forEach(
            (source, lines) -> {
              System.out.printf(
                  "%n| %s | lines | bundled | model | bundled says | model says |%n", source);
              System.out.println("|---|---|---|---|---|---|");
              Map<String, List<Line>> byLanguage =
                  lines.stream()
                      .collect(
                          Collectors.groupingBy(Line::language, TreeMap::new, Collectors.toList()));
              byLanguage.forEach((language, some) -> compare(language, some, bundled, model));
            });
  }

  private static void compare(
      String language, List<Line> lines, LanguageIdentifier bundled, LanguageIdentifier model) {
    Map<String, Integer> bundledErrors = new HashMap<>();
    Map<String, Integer> modelErrors = new HashMap<>();
    String threshold = threshold(language, lines, bundled, bundledErrors);
    String modelThreshold = threshold(language, lines, model, modelErrors);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f (%s) | %.1f (%s) | %s | %s |%n",
        language,
        lines.size(),
        100.0 * right(lines, bundledErrors) / lines.size(),
        threshold,
        100.0 * right(lines, modelErrors) / lines.size(),
        modelThreshold,
        worst(bundledErrors),
        worst(modelErrors));
  }

  /** The score that 96 % of the lines reach with the right language; counts the wrong ones. */
  private static String threshold(
      String language,
      List<Line> lines,
      LanguageIdentifier identifier,
      Map<String, Integer> errors) {
    List<Double> scores = new ArrayList<>();
    for (Line line : lines) {
      LanguageScore found = identifier.identify(line.text());
      if (found.language().equals(language)) {
        scores.add(found.score());
      } else {
        errors.merge(found.language(), 1, Integer::sum);
      }
    }
    scores.sort(Collections.reverseOrder());
    int needed = (int) Math.ceil(PASSING * lines.size());
    return needed > scores.size()
        ? "none"
        : String.format(Locale.ROOT, "%.3f", Math.floor(1000 * scores.get(needed - 1)) / 1000);
  }

  private static int right(List<Line> lines, Map<String, Integer> errors) {
    return lines.size() - errors.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String worst(Map<String, Integer> errors) {
    return errors.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(3)
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, List<Line>> read(Path file) throws IOException {
    Map<String, Map<String, List<Line>>> lines = new TreeMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        String[] cells = row.split("\t", 3);
        if (!(cells[0].equals("id") && cells[1].equals(SEEN))) {
          String source = cells[1].split("/", 2)[0];
          lines
              .computeIfAbsent(source, key -> new TreeMap<>())
              .computeIfAbsent(cells[0], key -> new ArrayList<>())
              .add(new Line(cells[0], cells[2]));
        }
      }
    }
    Map<String, List<Line>> chosen = new TreeMap<>();
    lines.forEach(
        (source, languages) ->
            languages
                .values()
                .forEach(
                    all -> {
                      Collections.shuffle(all, new Random(1));
                      chosen
                          .computeIfAbsent(source, key -> new ArrayList<>())
                          .addAll(all.subList(0, Math.min(MOST, all.size())));
                    }));
    return chosen;
  }
}
