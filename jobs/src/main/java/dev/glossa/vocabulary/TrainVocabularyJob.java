package dev.glossa.vocabulary;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.tokenizer.BpeTrainer;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.SentenceRules;
import dev.glossa.tokenizer.TrainerFlags;
import dev.glossa.tokenizer.WordCount;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a BPE vocabulary as spm_train of SentencePiece 0.2.3 does, on any number of tables and
 * files.
 *
 * <ol>
 *   <li>Spark counts the words; their order, and the number of partitions, decide nothing.
 *   <li>One process learns the merges.
 *   <li>A tokenizer folder and {@code tokenizer.vocab} are written.
 * </ol>
 */
public final class TrainVocabularyJob extends Job<TrainVocabularyResult> {
  private final TrainVocabularySettings settings;
  private final TrainerFlags flags;

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
  }

  private static Map<String, String> underscored(Map<String, String> flags) {
    Map<String, String> names = new LinkedHashMap<>();
    flags.forEach((name, value) -> names.put(name.replace('-', '_'), value));
    return names;
  }

  @Override
  public String name() {
    return "vocab train";
  }

  @Override
  protected Record settings() {
    return settings;
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
    List<WordCount> words = countWords(spark, context);
    SentencePieceModel model = train(words, context);
    TokenizerFiles.of(model)
        .with(TokenizerFiles.VOCAB, model.vocab())
        .write(context.fileSystem(), context.folder());
    return new TrainVocabularyResult(
        model.pieces().size(), words.size(), words.stream().mapToLong(WordCount::count).sum());
  }

  private List<WordCount> countWords(SparkSession spark, JobContext context) {
    context.progress().begin("count words", -1, "words");
    Map<String, String> given = new LinkedHashMap<>(underscored(settings.flags()));
    List<WordCount> words =
        new WordCounting(spark, settings.ingest(), () -> rules(given)).count(settings.input());
    context.progress().end(words.size() + " different words");
    context.count("distinct_words", words.size());
    return words;
  }

  private static SentenceRules rules(Map<String, String> given) {
    TrainerFlags flags = TrainerFlags.of(given);
    return SentenceRules.of(flags.trainerSpec(), flags.normalizerSpec());
  }

  private SentencePieceModel train(List<WordCount> words, JobContext context) {
    context.progress().begin("learn merges", flags.trainerSpec().vocabularySize(), "pieces");
    try {
      SentencePieceModel model =
          new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec()).train(words);
      context.count("pieces", model.pieces().size());
      context.progress().end(model.pieces().size() + " pieces");
      return model;
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
