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
 * @param languageWeights weights of documents by their language, multiplied with those of inputs; 1
 *     for others
 * @param mergeLoop where merges are learned; the result is the same
 * @param checkpointEvery merges between checkpoints
 * @param ingest how the input is read
 */
public record TrainVocabularySettings(
    List<String> input,
    String output,
    Map<String, String> flags,
    Map<String, Double> languageWeights,
    MergeLoop mergeLoop,
    int checkpointEvery,
    IngestSettings ingest) {

  /** Merges between checkpoints, where nothing else is asked for. */
  private static final int CHECKPOINT_EVERY = 1000;

  /** All documents count alike, and merges are learned where it fits. */
  public static TrainVocabularySettings of(
      List<String> input, String output, Map<String, String> flags, IngestSettings ingest) {
    return new TrainVocabularySettings(
        input, output, flags, Map.of(), MergeLoop.AUTO, CHECKPOINT_EVERY, ingest);
  }
}
