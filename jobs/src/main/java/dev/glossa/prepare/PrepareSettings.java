package dev.glossa.prepare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Inline;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@link PrepareJob} is asked for; section {@code prepare} of the configuration.
 *
 * @param input PATHs of text
 * @param output the output folder
 * @param language {@code auto}: the identifier decides; else the code of all documents
 * @param languageModel path of a fastText model that identifies languages; null: the bundled
 *     identifier
 * @param parity as FineWeb-2 had it: the text as read, the language as the input says, and
 *     datatrove's normalizer and words before MinHash
 * @param languages codes of the languages that are kept
 * @param otherLanguages what becomes of documents of others
 * @param minLanguageScore the least score of every language, 0 to 1; null: that of the next
 * @param minLanguageScores the least score of a language, by identifier (bundled, fasttext,
 *     glotlid) and language
 * @param bounds other bounds of quality rules than their own, by language (or all) and rule
 * @param perplexity n-gram models that documents are measured by, by language
 * @param remove a file with ids and URLs of documents that are to be in no table, or null
 * @param export whether the corpus is also written for other tools
 * @param screening what is looked for beyond quality
 * @param deduplication what counts as repeated
 * @param ingest how input is read
 * @param stream how input is read as a stream
 */
public record PrepareSettings(
    List<String> input,
    String output,
    String language,
    String languageModel,
    boolean parity,
    List<String> languages,
    OtherLanguages otherLanguages,
    Double minLanguageScore,
    Map<String, Map<String, Double>> minLanguageScores,
    Map<String, Map<String, Double>> bounds,
    Map<String, PerplexitySettings> perplexity,
    String remove,
    Export export,
    @Inline ScreeningSettings screening,
    DeduplicationSettings deduplication,
    IngestSettings ingest,
    StreamSettings stream) {

  /** The value of {@link #language} that lets the identifier decide. */
  public static final String AUTO = "auto";

  /** Copies its lists. */
  public PrepareSettings {
    input = input == null ? List.of() : List.copyOf(input);
    languages = List.copyOf(languages);
    minLanguageScores = Map.copyOf(minLanguageScores);
    bounds = Map.copyOf(bounds);
    perplexity = Map.copyOf(perplexity);
  }

  /** What becomes of documents of languages that are not named. */
  public enum OtherLanguages {
    @JsonProperty("reject")
    REJECT,
    @JsonProperty("keep")
    KEEP
  }

  /** The paths of all that is read: text, models, lists, benchmarks, documents to remove. */
  List<String> paths() {
    return Stream.of(input.stream(), tools().stream(), Stream.ofNullable(remove))
        .flatMap(Function.identity())
        .toList();
  }

  /** The paths of all that texts are measured by: models, lists, benchmarks. */
  List<String> tools() {
    Stream<String> models =
        Stream.concat(
            Stream.ofNullable(languageModel),
            perplexity.values().stream().map(PerplexitySettings::model));
    return Stream.concat(models.distinct().sorted(), screening.files().stream()).toList();
  }

  /** Formats of the corpus for other tools. */
  public enum Export {
    @JsonProperty("none")
    NONE,
    @JsonProperty("jsonl")
    JSONL,
    @JsonProperty("parquet")
    PARQUET
  }
}
