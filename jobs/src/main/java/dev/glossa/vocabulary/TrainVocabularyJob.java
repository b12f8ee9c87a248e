package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.job.Nearest;
import dev.glossa.tokenizer.BpeTrainer;
import dev.glossa.tokenizer.BpeTraining;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.SentenceRules;
import dev.glossa.tokenizer.TrainerFlags;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a BPE vocabulary as spm_train of SentencePiece 0.2.3 does, on any number of tables and
 * files.
 *
 * <ol>
 *   <li>Spark counts the words into a table; their order, and the number of partitions, decide
 *       nothing.
 *   <li>The characters of all words give the alphabet.
 *   <li>The merges are learned, by one process or in Spark's executors.
 *   <li>A tokenizer folder and {@code tokenizer.vocab} are written.
 * </ol>
 *
 * <p>A killed run goes on from its table and its last checkpointed merge, to the same bytes.
 */
public final class TrainVocabularyJob extends Job<TrainVocabularyResult> {

  /** Where the table of words and the log of merges lie while the job runs. */
  private static final String SCRATCH = "_training";

  private final TrainVocabularySettings settings;
  private final TrainerFlags flags;

  /** The settings that decide the result. */
  private record Deciding(
      List<String> input,
      Map<String, String> flags,
      Map<String, Double> languageWeights,
      IngestSettings ingest) {}

  /**
   * @throws GlossaException (usage) if a flag is unknown or has a wrong value
   */
  public TrainVocabularyJob(TrainVocabularySettings settings) {
    super(TrainVocabularyResult.class);
    this.settings = settings;
    try {
      this.flags = TrainerFlags.of(underscored(settings.flags()));
      new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec());
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
    if (settings.checkpointEvery() < 1) {
      throw GlossaException.usage(
          "vocab.train.checkpoint-every is %d, but must be 1 or more.", settings.checkpointEvery());
    }
  }

  private static Map<String, String> underscored(Map<String, String> flags) {
    Map<String, String> names = new LinkedHashMap<>();
    flags.forEach((name, value) -> names.put(known(name.replace('-', '_')), value));
    return names;
  }

  private static String known(String flag) {
    Set<String> flags = TrainerFlags.known().keySet();
    if (!flags.contains(flag) && !TrainerFlags.withoutMeaning().contains(flag)) {
      throw GlossaException.usage(
          "spm_train has no flag '%s': did you mean '%s'?", flag, Nearest.to(flag, flags));
    }
    return flag;
  }

  @Override
  public String name() {
    return "vocab train";
  }

  @Override
  protected Record settings() {
    return new Deciding(
        settings.input(), settings.flags(), settings.languageWeights(), settings.ingest());
  }

  @Override
  protected boolean resumable() {
    return true;
  }

  @Override
  public String output() {
    return settings.output();
  }

  @Override
  public List<String> inputs() {
    return settings.input().stream()
        .map(input -> Inputs.weighted(input, HadoopConfigurations.of(null)).path())
        .toList();
  }

  @Override
  public List<String> plan() {
    return List.of(
        "a vocabulary of %d pieces from %s"
            .formatted(flags.trainerSpec().vocabularySize(), settings.input()));
  }

  @Override
  protected TrainVocabularyResult execute(SparkSession spark, JobContext context)
      throws IOException {
    Path scratch = context.path(SCRATCH);
    WordTable table = new WordTable(context.fileSystem(), new Path(scratch, "words"));
    WordTable.Summary words = countWords(spark, table, scratch, context);
    SentencePieceModel model = train(spark, table, words, scratch, context);
    TokenizerFiles.of(model)
        .with(TokenizerFiles.VOCAB, model.vocab())
        .write(context.fileSystem(), context.folder());
    context.fileSystem().delete(scratch, true);
    return new TrainVocabularyResult(model.pieces().size(), words.distinctWords(), words.words());
  }

  private WordTable.Summary countWords(
      SparkSession spark, WordTable table, Path scratch, JobContext context) throws IOException {
    context.progress().begin("count words", -1, "words");
    Map<String, String> given = new LinkedHashMap<>(underscored(settings.flags()));
    WordCounting counting =
        new WordCounting(spark, settings.ingest(), () -> rules(given), settings.languageWeights());
    WordTable.Summary words = counting.countOnce(settings.input(), table, scratch);
    context.progress().end("%,d different words".formatted(words.distinctWords()));
    context.count("distinct_words", words.distinctWords());
    return words;
  }

  private static SentenceRules rules(Map<String, String> given) {
    TrainerFlags flags = TrainerFlags.of(given);
    return SentenceRules.of(flags.trainerSpec(), flags.normalizerSpec());
  }

  private SentencePieceModel train(
      SparkSession spark,
      WordTable table,
      WordTable.Summary words,
      Path scratch,
      JobContext context)
      throws IOException {
    try {
      BpeTraining training =
          new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec())
              .begin(words.characterCounts());
      SentencePieceModel model =
          new MergeLearning(
                  spark, context, settings.mergeLoop(), settings.checkpointEvery(), scratch)
              .learn(training, table, words);
      context.count("pieces", model.pieces().size());
      context.progress().end("%,d pieces".formatted(model.pieces().size()));
      return model;
    } catch (IllegalArgumentException e) {
      // Another size may be asked for next, so nothing of this one stays.
      context.clear();
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
