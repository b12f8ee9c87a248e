package dev.glossa.prepare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.glossa.ingest.IngestSettings;
import java.util.List;

/**
 * What {@link PrepareJob} is asked for; section {@code prepare} of the configuration.
 *
 * @param input PATHs of text
 * @param output the output folder
 * @param language {@code auto}: the identifier decides; else the code of all documents
 * @param parity as FineWeb-2 had it: the text as read, the language as the input says, datatrove's
 *     normalizer before MinHash
 * @param languages codes of the languages that are kept
 * @param minLanguageScore the least score of the language, 0 to 1
 * @param export whether the corpus is also written for other tools
 * @param ingest how input is read
 */
public record PrepareSettings(
    List<String> input,
    String output,
    String language,
    boolean parity,
    List<String> languages,
    double minLanguageScore,
    Export export,
    IngestSettings ingest) {

  /** The value of {@link #language} that lets the identifier decide. */
  public static final String AUTO = "auto";

  /** Copies its lists. */
  public PrepareSettings {
    input = input == null ? List.of() : List.copyOf(input);
    languages = List.copyOf(languages);
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
