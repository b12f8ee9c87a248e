package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import java.util.List;

/**
 * What {@link VocabularyReportJob} does.
 *
 * @param tokenizer T, see {@link TokenizerFiles}
 * @param compare another T, or null
 * @param mode sentencepiece or huggingface
 * @param input PATHs of text
 * @param parallel PATH of parallel text, see {@link ParallelText}; null for the built-in one
 * @param output the output folder
 * @param ingest how the texts are read
 */
public record VocabularyReportSettings(
    String tokenizer,
    String compare,
    String mode,
    List<String> input,
    String parallel,
    String output,
    IngestSettings ingest) {}
