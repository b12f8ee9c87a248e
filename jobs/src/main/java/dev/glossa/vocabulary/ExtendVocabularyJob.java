package dev.glossa.vocabulary;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.tokenizer.ExtendedVocabulary;
import dev.glossa.tokenizer.HuggingFaceFiles;
import dev.glossa.tokenizer.InvalidTokenizerException;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.SentenceRules;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import dev.glossa.tokenizer.VocabularyExtension;
import dev.glossa.tokenizer.WordCount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Extends a SentencePiece vocabulary for the text given, so that old ids and scores stay and every
 * added piece is reachable.
 *
 * <ol>
 *   <li>Spark counts the words as the base sees them.
 *   <li>One process learns the missing characters and the merges that go on from the base's.
 *   <li>The pair of files is checked: SentencePiece ids equal Hugging Face ids.
 *   <li>Tokens per word are measured before and after; the folder and {@code added_pieces.tsv} are
 *       written.
 * </ol>
 */
public final class ExtendVocabularyJob extends Job<ExtendVocabularyResult> {

  /** Words on which the two written files are compared. */
  private static final int CHECKED_WORDS = 200_000;

  private final ExtendVocabularySettings settings;

  /**
   * @throws GlossaException (usage) if the settings cannot be fulfilled
   */
  public ExtendVocabularyJob(ExtendVocabularySettings settings) {
    super(ExtendVocabularyResult.class);
    this.settings = settings;
    if (!settings.method().equals("continued")) {
      throw GlossaException.usage(
          "The method '%s' is not supported: choose --method continued.", settings.method());
    }
    if (settings.add() < 1) {
      throw GlossaException.usage(
          "The number of pieces to add is %d: give --add 1 or more.", settings.add());
    }
  }

  @Override
  public String name() {
    return "vocab extend";
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
    List<String> inputs = new ArrayList<>(paths(HadoopConfigurations.of(null)));
    inputs.add(settings.base());
    return inputs;
  }

  private List<String> paths(Configuration hadoop) {
    return settings.input().stream().map(input -> Inputs.weighted(input, hadoop).path()).toList();
  }

  @Override
  public List<String> plan() {
    return List.of(
        "'%s' with %d more pieces from %s"
            .formatted(settings.base(), settings.add(), settings.input()));
  }

  @Override
  protected ExtendVocabularyResult execute(SparkSession spark, JobContext context)
      throws IOException {
    byte[] base = readBase(context.hadoop());
    List<WordCount> words = countWords(spark, base, context);
    ExtendedVocabulary extended = extend(base, words, context);
    requireSameIds(extended.model(), words);
    List<Fertility> fertility = measure(spark, base, extended, context);
    TokenizerFiles.of(extended.model())
        .with(TokenizerFiles.ADDED_PIECES, AddedPieces.tsv(extended.added()))
        .write(context.fileSystem(), context.folder());
    return new ExtendVocabularyResult(
        extended.model().pieces().size() - extended.added().size(),
        extended.added().size(),
        extended.characters(),
        fertility.get(0),
        fertility.get(1));
  }

  private byte[] readBase(Configuration hadoop) {
    TokenizerFiles files = TokenizerFiles.read(settings.base(), "sentencepiece", hadoop);
    byte[] model = files.file(TokenizerFiles.SENTENCEPIECE);
    if (model == null) {
      throw GlossaException.usage(
          "'%s' has no tokenizer.model: only SentencePiece vocabularies can be extended.",
          settings.base());
    }
    try {
      new VocabularyExtension(SentencePieceModel.parse(model));
    } catch (InvalidTokenizerException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + settings.base() + "' cannot be extended: " + e.getMessage(), e);
    }
    return model;
  }

  private List<WordCount> countWords(SparkSession spark, byte[] base, JobContext context)
      throws IOException {
    context.progress().begin("count words", -1, "words");
    Path scratch = context.path("_words");
    List<WordCount> words =
        new WordCounting(
                spark,
                settings.ingest(),
                () -> SentenceRules.of(SentencePieceModel.parse(base)),
                Map.of())
            .collect(settings.input(), new WordTable(context.fileSystem(), scratch));
    context.fileSystem().delete(scratch, true);
    context.progress().end(words.size() + " different words");
    context.count("distinct_words", words.size());
    return words;
  }

  private ExtendedVocabulary extend(byte[] base, List<WordCount> words, JobContext context) {
    context.progress().begin("learn merges", settings.add(), "pieces");
    try {
      ExtendedVocabulary extended =
          new VocabularyExtension(SentencePieceModel.parse(base))
              .continued(words, settings.add(), (float) settings.characterCoverage());
      context.count("added_pieces", extended.added().size());
      context.progress().end(extended.added().size() + " pieces");
      return extended;
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private static void requireSameIds(SentencePieceModel model, List<WordCount> words) {
    Tokenizer sentencePiece = Tokenizers.sentencePiece(model, Mode.HUGGINGFACE);
    Tokenizer huggingFace =
        Tokenizers.huggingFace(
            new HuggingFaceFiles(model).tokenizerJson().getBytes(StandardCharsets.UTF_8));
    words.stream()
        .limit(CHECKED_WORDS)
        .map(word -> word.word().replace('\u2581', ' '))
        .filter(text -> !Arrays.equals(sentencePiece.encode(text), huggingFace.encode(text)))
        .findAny()
        .ifPresent(
            text -> {
              throw GlossaException.failure(
                  "tokenizer.model and tokenizer.json would give other ids for '%s': the base's"
                      + " scores are no order of merges.",
                  text);
            });
  }

  private List<Fertility> measure(
      SparkSession spark, byte[] base, ExtendedVocabulary extended, JobContext context) {
    context.progress().begin("measure fertility", -1, "documents");
    List<Fertility> fertility =
        new FertilityMeasurement(spark, settings.ingest())
            .measure(paths(context.hadoop()), base, extended.model().toByteArray());
    context
        .progress()
        .end(
            "%.3f tokens a word before, %.3f after"
                .formatted(fertility.get(0).tokensPerWord(), fertility.get(1).tokensPerWord()));
    return fertility;
  }
}
