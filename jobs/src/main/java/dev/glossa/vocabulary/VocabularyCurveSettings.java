package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import java.util.List;
import java.util.Map;

/**
 * What {@link VocabularyCurveJob} does.
 *
 * @param input PATHs with weights
 * @param output the output folder
 * @param sizes numbers of pieces, of all types
 * @param flags spm_train's flags by name, in kebab-case; the largest size is the vocab-size
 * @param ingest how the input is read
 */
public record VocabularyCurveSettings(
    List<String> input,
    String output,
    List<Integer> sizes,
    Map<String, String> flags,
    IngestSettings ingest) {}
