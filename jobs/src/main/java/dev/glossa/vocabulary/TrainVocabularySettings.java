package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import java.util.List;
import java.util.Map;

/**
 * What {@link TrainVocabularyJob} does.
 *
 * @param input PATHs with weights
 * @param output the output folder
 * @param flags spm_train's flags by name, in kebab-case
 * @param ingest how the input is read
 */
public record TrainVocabularySettings(
    List<String> input, String output, Map<String, String> flags, IngestSettings ingest) {}
