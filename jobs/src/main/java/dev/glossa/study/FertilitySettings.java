package dev.glossa.study;

import dev.glossa.ingest.IngestSettings;
import java.util.SortedMap;

/**
 * What {@link FertilityJob} does.
 *
 * @param before a tokenizer's folder
 * @param after another one's
 * @param texts language code → PATH of its texts
 * @param output the output folder
 * @param ingest how the texts are read
 */
public record FertilitySettings(
    String before,
    String after,
    SortedMap<String, String> texts,
    String output,
    IngestSettings ingest) {}
