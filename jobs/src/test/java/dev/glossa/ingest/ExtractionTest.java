package dev.glossa.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.glossa.LocalSpark;
import dev.glossa.ingest.IngestSettings.TextDocuments;
import dev.glossa.job.ByteSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The main text of the pages of {@code data/web} beside what trafilatura and jusText find in them
 * ({@code golden/extraction}): F1 of multisets of tokens, a page's mean by language. trafilatura
 * alone and with its fallbacks differ on most pages, so the nearer of the two counts.
 */
class ExtractionTest {

  private static final double LEAST_F1 = 0.85;
  private static final Pattern LANGUAGE = Pattern.compile("/([a-z]{2})-[A-Z]{2}/");
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Page(String language, double nearer, double fast, double standard, double good) {}

  @TestFactory
  Stream<DynamicTest> findsWhatTrafilaturaFinds() throws IOException {
    Map<String, List<Page>> byLanguage =
        compare().stream()
            .collect(Collectors.groupingBy(Page::language, TreeMap::new, Collectors.toList()));
    return byLanguage.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    report(entry.getKey(), entry.getValue()),
                    () ->
                        assertThat(mean(entry.getValue(), Page::nearer))
                            .as(entry.getKey())
                            .isGreaterThanOrEqualTo(LEAST_F1)));
  }

  private static List<Page> compare() throws IOException {
    Path golden = shared("golden/extraction");
    Map<String, String> found = mainTexts(shared("data/web"));
    Map<String, JsonNode> justext = new HashMap<>();
    for (JsonNode row : rows(golden.resolve("justext.jsonl.gz"))) {
      justext.put(uri(row), row);
    }
    List<Page> pages = new ArrayList<>();
    for (JsonNode row : rows(golden.resolve("trafilatura.jsonl.gz"))) {
      assertThat(found).containsKey(uri(row));
      Matcher matcher = LANGUAGE.matcher(uri(row));
      String language = matcher.find() ? matcher.group(1) : "und";
      Map<String, Integer> tokens = tokens(found.get(uri(row)), language);
      double fast = f1(tokens, tokens(row.path("fast_text").asText(""), language));
      double standard = f1(tokens, tokens(row.path("default_text").asText(""), language));
      double good = f1(tokens, tokens(goodParagraphs(justext.get(uri(row))), language));
      pages.add(new Page(language, Math.max(fast, standard), fast, standard, good));
    }
    return pages;
  }

  private static String report(String language, List<Page> pages) {
    String report =
        String.format(
            Locale.ROOT,
            "%s: F1 %.3f with the nearer of trafilatura's texts on %d pages"
                + " (fast_text %.3f, default_text %.3f, jusText's good paragraphs %.3f)",
            language,
            mean(pages, Page::nearer),
            pages.size(),
            mean(pages, Page::fast),
            mean(pages, Page::standard),
            mean(pages, Page::good));
    System.out.println(report);
    return report;
  }

  private static double mean(List<Page> pages, java.util.function.ToDoubleFunction<Page> measure) {
    return pages.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static Map<String, String> mainTexts(Path folder) {
    IngestSettings settings =
        new IngestSettings(new ByteSize(1 << 24), 0.01, TextDocuments.FILE, DocumentFields.USUAL);
    Map<String, String> texts = new HashMap<>();
    for (Row row :
        Documents.read(LocalSpark.session(), List.of(folder.toString()), settings)
            .select("url", "text")
            .collectAsList()) {
      texts.put(row.getString(0), row.getString(1));
    }
    return texts;
  }

  private static String uri(JsonNode row) {
    return row.get("uri").asText().replaceAll("^<|>$", "");
  }

  private static String goodParagraphs(JsonNode row) {
    return StreamSupport.stream(row.get("paragraphs").spliterator(), false)
        .filter(paragraph -> paragraph.get(1).asText().equals("good"))
        .map(paragraph -> paragraph.get(0).asText())
        .collect(Collectors.joining("\n"));
  }

  /** ICU's words; in Chinese code points without white space. */
  private static Map<String, Integer> tokens(String text, String language) {
    Map<String, Integer> tokens = new HashMap<>();
    if (language.equals("zh")) {
      text.codePoints()
          .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
          .forEach(c -> tokens.merge(Character.toString(c), 1, Integer::sum));
      return tokens;
    }
    BreakIterator words = BreakIterator.getWordInstance(ULocale.forLanguageTag(language));
    words.setText(text);
    int start = words.first();
    for (int end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
      if (words.getRuleStatus() >= BreakIterator.WORD_NUMBER) {
        tokens.merge(text.substring(start, end), 1, Integer::sum);
      }
    }
    return tokens;
  }

  private static double f1(Map<String, Integer> found, Map<String, Integer> wanted) {
    int both = 0;
    for (Map.Entry<String, Integer> token : found.entrySet()) {
      both += Math.min(token.getValue(), wanted.getOrDefault(token.getKey(), 0));
    }
    int all = total(found) + total(wanted);
    return all == 0 ? 1 : 2.0 * both / all;
  }

  private static int total(Map<String, Integer> tokens) {
    return tokens.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Path shared(String name) {
    Path path = Path.of(System.getProperty("glossa.shared", "../../shared")).resolve(name);
    assumeTrue(Files.isDirectory(path), () -> "skipped: there is no " + path);
    return path;
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }
}
