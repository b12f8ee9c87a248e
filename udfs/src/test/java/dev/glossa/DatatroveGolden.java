package dev.glossa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What datatrove finds in the documents of the corpora. */
public final class DatatroveGolden {

  private static final Set<String> INDIC =
      Set.of("bn", "gu", "hi", "ml", "mr", "ne", "ta", "te", "ur");

  /** Where spaCy, jieba and pyvi split; their Unicode tables are not of the same year as Java's. */
  private static final double ALLOWED = 0.001;

  private DatatroveGolden() {}

  /** The languages of the corpora. */
  public static Stream<String> languages() {
    return SharedData.names(SharedData.folder("golden/datatrove")).stream();
  }

  /**
   * Holds all documents of a language to what is expected of them, or all but one in a thousand
   * where words are not split by IndicNLP's rules.
   *
   * @param equal whether a text has what its golden row says
   */
  public static void hold(String language, BiPredicate<String, JsonNode> equal) {
    Path golden = SharedData.folder("golden/datatrove").resolve(language + ".jsonl.gz");
    Path corpus = SharedData.folder("data/corpus").resolve(language + ".jsonl.gz");
    Map<String, String> texts = new HashMap<>();
    SharedData.rows(corpus).forEach(d -> texts.put(d.get("id").asText(), d.get("text").asText()));
    List<JsonNode> expected = SharedData.rows(golden);
    List<String> different =
        expected.stream()
            .filter(row -> !equal.test(texts.get(row.get("id").asText()), row))
            .map(row -> row.get("id").asText())
            .toList();
    double allowed = INDIC.contains(language) ? 0 : ALLOWED;
    assertThat(different).hasSizeLessThanOrEqualTo((int) (allowed * expected.size()));
  }
}
