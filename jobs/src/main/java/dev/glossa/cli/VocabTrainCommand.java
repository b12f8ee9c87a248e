package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.vocabulary.TrainVocabularyJob;
import dev.glossa.vocabulary.TrainVocabularyResult;
import dev.glossa.vocabulary.TrainVocabularySettings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code glossa vocab train}. */
@Command(
    name = "train",
    description = {
      "Trains a BPE vocabulary as spm_train does: the same pieces, order and scores.",
      "Every flag of spm_train is taken, as --vocab-size or --vocab_size, with its default; only"
          + " model_type is bpe."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Example:  glossa vocab train --input corpus --output tokenizer --vocab-size 32000"
          + " --byte-fallback"
    })
final class VocabTrainCommand extends JobCommand<TrainVocabularyResult> {

  private static final String SECTION = "vocab.train";

  @Mixin VocabularyTrainingOptions training;

  @Option(
      names = "--language-weights",
      split = ",",
      paramLabel = "LANG=WEIGHT",
      description = "Weights of documents by their language, as in hi=2,en=0.5.")
  Map<String, Double> languageWeights;

  @Option(
      names = "--merge-loop",
      paramLabel = "WHERE",
      description = "Where merges are learned: auto, one-process or distributed; the same bytes.")
  String mergeLoop;

  @Override
  protected void settings(Map<String, Object> settings) {
    training.settings(spec, SECTION, settings);
    put(settings, SECTION + ".language-weights", languageWeights);
    put(settings, SECTION + ".merge-loop", mergeLoop);
  }

  @Override
  protected Job<TrainVocabularyResult> job(Configuration configuration) {
    return new TrainVocabularyJob(configuration.section(SECTION, TrainVocabularySettings.class));
  }

  @Override
  protected void print(TrainVocabularyResult result, PrintWriter out) {
    out.printf(
        "%,d pieces from %,d words (%,d different): %s%n",
        result.pieces(), result.words(), result.distinctWords(), training.output);
  }
}
