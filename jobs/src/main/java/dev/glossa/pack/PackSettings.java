package dev.glossa.pack;

import dev.glossa.ingest.IngestSettings;
import java.util.List;

/**
 * What {@link PackJob} does.
 *
 * @param input PATHs: folders of {@code prepare}, or anything that it reads
 * @param output the output folder
 * @param tokenizer a tokenizer.model, a tokenizer.json, or a folder
 * @param mode how a tokenizer.model treats the names of special tokens
 * @param length tokens of a block
 * @param addBos whether a document begins with the begin token
 * @param addEos whether it ends with the end token
 * @param ingest how the input is read
 */
public record PackSettings(
    List<String> input,
    String output,
    String tokenizer,
    String mode,
    int length,
    boolean addBos,
    boolean addEos,
    IngestSettings ingest) {}
