package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import java.util.List;

/**
 * What {@link ExtendVocabularyJob} does.
 *
 * @param base the vocabulary: a tokenizer.model, a tokenizer.json, or a folder
 * @param input PATHs with weights: the text to learn from; for a merge, only to measure on
 * @param output the output folder
 * @param add how many pieces are added, characters and merges together; null: all that a merge has
 * @param method continued or merge
 * @param from the vocabulary that is merged, a tokenizer.model or a folder with one; null: none
 * @param scores of merged pieces: continue or zero
 * @param keepUnreachable whether merged pieces stay that are unreachable or break the base's rules
 * @param protect PATHs of text that must be encoded as before
 * @param drift PATHs of text on which it is measured how many lines are encoded in another way
 * @param characterCoverage share of the text's characters that get a piece of their own
 * @param mergeLoop where merges are learned; the result is the same
 * @param checkpointEvery merges between checkpoints
 * @param ingest how the input is read
 */
public record ExtendVocabularySettings(
    String base,
    List<String> input,
    String output,
    Integer add,
    String method,
    String from,
    String scores,
    boolean keepUnreachable,
    List<String> protect,
    List<String> drift,
    double characterCoverage,
    MergeLoop mergeLoop,
    int checkpointEvery,
    IngestSettings ingest) {

  boolean merges() {
    return method.equals("merge");
  }
}
