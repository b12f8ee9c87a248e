package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import java.util.List;

/**
 * What {@link ExtendVocabularyJob} does.
 *
 * @param base a tokenizer.model, or a folder with one
 * @param input PATHs with weights
 * @param output the output folder
 * @param add how many pieces are added, characters and merges together
 * @param method how: continued
 * @param characterCoverage share of the text's characters that get a piece of their own
 * @param ingest how the input is read
 */
public record ExtendVocabularySettings(
    String base,
    List<String> input,
    String output,
    int add,
    String method,
    double characterCoverage,
    IngestSettings ingest) {}
