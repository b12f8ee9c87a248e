package dev.glossa.vocabulary;

import dev.glossa.ingest.IngestSettings;
import dev.glossa.ingest.ReadRecords;
import dev.glossa.job.GlossaException;
import dev.glossa.job.HadoopConfigurations;
import dev.glossa.job.Inputs;
import dev.glossa.job.Job;
import dev.glossa.job.JobContext;
import dev.glossa.tokenizer.AddedPiece;
import dev.glossa.tokenizer.Mode;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.vocabulary.ExtendVocabularyResult.Guarantees;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Extends a vocabulary, so that old ids and scores stay.
 *
 * <ol>
 *   <li>Continued: Spark counts the words as the base sees them, and missing characters and merges
 *       that go on from the base's are learned. Merge: the pieces of another vocabulary are taken
 *       over; what would never be used or breaks the base's rules is dropped.
 *   <li>What would change the encoding of protected text is left out.
 *   <li>What is written is checked: every added piece is reachable and keeps the base's rules,
 *       SentencePiece ids equal Hugging Face ids, and protected text is encoded as before.
 *   <li>Tokens per word are measured before and after, and the drift of the base's languages.
 *   <li>A tokenizer folder with {@code added_pieces.tsv} is written.
 * </ol>
 */
public final class ExtendVocabularyJob extends Job<ExtendVocabularyResult> {

  private final ExtendVocabularySettings settings;

  /** The settings that decide the result. */
  private record Deciding(
      String base,
      List<String> input,
      Integer add,
      String method,
      String from,
      String scores,
      boolean keepUnreachable,
      List<String> protect,
      List<String> drift,
      double characterCoverage,
      IngestSettings ingest) {}

  /**
   * @throws GlossaException (usage) if the settings cannot be fulfilled
   */
  public ExtendVocabularyJob(ExtendVocabularySettings settings) {
    super(ExtendVocabularyResult.class);
    this.settings = settings;
    requireChoice("method", settings.method(), "continued", "merge");
    requireChoice("scores", settings.scores(), "continue", "zero");
    if (settings.add() != null && settings.add() < 1) {
      throw GlossaException.usage(
          "The number of pieces to add is %d: give --add 1 or more.", settings.add());
    }
    if (settings.merges()) {
      requireMergeSettings();
    } else {
      requireContinuedSettings();
    }
  }

  private static void requireChoice(String name, String value, String one, String other) {
    if (!value.equals(one) && !value.equals(other)) {
      throw GlossaException.usage(
          "'%s' is no value of --%s: choose %s or %s.", value, name, one, other);
    }
  }

  private void requireMergeSettings() {
    if (settings.from() == null) {
      throw GlossaException.usage(
          "There is no vocabulary to merge: name a tokenizer.model by --from.");
    }
    if (settings.keepUnreachable() && !settings.protect().isEmpty()) {
      throw GlossaException.usage(
          "--keep-unreachable keeps every piece, and --protect drops some: give one of them.");
    }
  }

  private void requireContinuedSettings() {
    if (settings.from() != null || settings.keepUnreachable()) {
      throw GlossaException.usage(
          "--from and --keep-unreachable are for vocabularies that are merged: add --method"
              + " merge.");
    }
    if (settings.add() == null) {
      throw GlossaException.usage("Say by --add how many pieces are to be added.");
    }
    if (settings.input().isEmpty()) {
      throw GlossaException.usage("There is no text to learn from: name it by --input.");
    }
  }

  @Override
  public String name() {
    return "vocab extend";
  }

  @Override
  protected Record settings() {
    return new Deciding(
        settings.base(),
        settings.input(),
        settings.add(),
        settings.method(),
        settings.from(),
        settings.scores(),
        settings.keepUnreachable(),
        settings.protect(),
        settings.drift(),
        settings.characterCoverage(),
        settings.ingest());
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
  public boolean needsSpark() {
    return !(settings.input().isEmpty()
        && settings.protect().isEmpty()
        && settings.drift().isEmpty());
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(paths(HadoopConfigurations.of(null)));
    inputs.addAll(settings.protect());
    inputs.addAll(settings.drift());
    inputs.add(settings.base());
    if (settings.from() != null) {
      inputs.add(settings.from());
    }
    return inputs;
  }

  private List<String> paths(Configuration hadoop) {
    return settings.input().stream().map(input -> Inputs.weighted(input, hadoop).path()).toList();
  }

  @Override
  public List<String> plan() {
    return List.of(
        settings.merges()
            ? "'%s' with %s pieces of '%s'"
                .formatted(
                    settings.base(),
                    settings.add() == null ? "the" : settings.add(),
                    settings.from())
            : "'%s' with %d more pieces from %s"
                .formatted(settings.base(), settings.add(), settings.input()));
  }

  @Override
  protected ExtendVocabularyResult execute(SparkSession spark, JobContext context)
      throws IOException {
    BaseTokenizer base =
        new BaseTokenizer(TokenizerFiles.read(settings.base(), "sentencepiece", context.hadoop()));
    ReadRecords protectedRecords = spark == null ? null : new ReadRecords(spark);
    try (ProtectedText protectedText = protectedText(spark, base, protectedRecords)) {
      ExtendedTokenizer extended = extend(spark, base, protectedText, context);
      if (protectedText != null) {
        protectedRecords.require(settings.ingest());
      }
      if (extended.added().isEmpty()) {
        throw GlossaException.usage(
            "'%s' has no piece that can be added to '%s'.", settings.from(), settings.base());
      }
      context.count("added_pieces", extended.added().size());
      TokenizerFiles files = base.withOwnSettings(extended.withLists());
      ExtendVocabularyResult result = measure(spark, base, protectedText, extended, files, context);
      requireKept(result);
      files.write(context.fileSystem(), context.folder());
      return result;
    }
  }

  private ExtendVocabularyResult measure(
      SparkSession spark,
      BaseTokenizer base,
      ProtectedText protectedText,
      ExtendedTokenizer extended,
      TokenizerFiles files,
      JobContext context) {
    List<Fertility> fertility = fertility(spark, base.files(), files, context);
    return new ExtendVocabularyResult(
        extended.basePieces(),
        extended.added().size(),
        extended.characters(),
        extended.dropped().size(),
        guarantees(spark, extended, context),
        fertility.get(0),
        fertility.get(1),
        protectedText == null
            ? null
            : LineComparison.of(protectedText.protectedLines(), base.files(), files),
        drift(spark, protectedText, base.files(), files),
        driftText());
  }

  private ProtectedText protectedText(SparkSession spark, BaseTokenizer base, ReadRecords read) {
    return settings.protect().isEmpty()
        ? null
        : new ProtectedText(TextLines.of(spark, settings.protect(), settings.ingest(), read), base);
  }

  private ExtendedTokenizer extend(
      SparkSession spark, BaseTokenizer base, ProtectedText protectedText, JobContext context)
      throws IOException {
    ExtensionMethods methods = new ExtensionMethods(settings, base, protectedText, context);
    return settings.merges()
        ? methods.merged(
            BaseTokenizer.parse(
                TokenizerFiles.read(settings.from(), "sentencepiece", context.hadoop())))
        : methods.continued(spark);
  }

  private Guarantees guarantees(
      SparkSession spark, ExtendedTokenizer extended, JobContext context) {
    int unreachable = extended.unreachable().size();
    int breakingRules = extended.breakingRules().size();
    if (extended.files().file(TokenizerFiles.SENTENCEPIECE) == null) {
      return new Guarantees(unreachable, breakingRules, null, null);
    }
    context.progress().begin("check", -1, "lines");
    LineDifferences asRead = pairDifferences(spark, extended, context, line -> line);
    LineDifferences normalized = asRead;
    if (asRead.differing() > 0) {
      byte[] model = extended.files().file(TokenizerFiles.SENTENCEPIECE);
      normalized = pairDifferences(spark, extended, context, new Normalization(model));
    }
    context.progress().end(asRead.lines() + " lines");
    return new Guarantees(unreachable, breakingRules, asRead, normalized);
  }

  private LineDifferences pairDifferences(
      SparkSession spark, ExtendedTokenizer extended, JobContext context, LineForm form) {
    TokenizerFiles sentencePiece =
        extended.files().without(TokenizerFiles.HUGGING_FACE).in(Mode.HUGGINGFACE);
    TokenizerFiles huggingFace = extended.files().without(TokenizerFiles.SENTENCEPIECE);
    if (settings.input().isEmpty()) {
      return LineComparison.of(
          pieceTexts(extended.added()).map(form).iterator(),
          sentencePiece.tokenizer(),
          huggingFace.tokenizer());
    }
    return LineComparison.of(
        TextLines.of(spark, paths(context.hadoop()), settings.ingest(), new ReadRecords(spark))
            .map(form::apply),
        sentencePiece,
        huggingFace);
  }

  /** What is compared of a line. */
  private interface LineForm extends UnaryOperator<String>, Serializable {}

  /** What a model's normalizer makes of a line; goes to executors as the model's bytes. */
  private static final class Normalization implements LineForm {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private transient SentencePieceModel model;

    private Normalization(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public String apply(String line) {
      if (model == null) {
        model = SentencePieceModel.parse(bytes);
      }
      return model.normalized(line);
    }
  }

  /** Where there is no text: every added piece with the next one. */
  private static Stream<String> pieceTexts(List<AddedPiece> added) {
    return IntStream.range(0, added.size())
        .mapToObj(
            i ->
                (added.get(i).piece() + added.get((i + 1) % added.size()).piece())
                    .replace('\u2581', ' '));
  }

  private void requireKept(ExtendVocabularyResult result) {
    Guarantees guarantees = result.guarantees();
    LineDifferences protectedLines = result.protectedLines();
    if (!settings.keepUnreachable()
        && (guarantees.unreachable() > 0 || guarantees.breakingRules() > 0)) {
      throw GlossaException.failure(
          "%d added pieces would never be used and %d break a rule of '%s': its merges are no BPE"
              + " order.",
          guarantees.unreachable(), guarantees.breakingRules(), settings.base());
    }
    boolean scoresAreOrdered = !settings.merges() || settings.scores().equals("continue");
    LineDifferences huggingFace = guarantees.normalized();
    if (scoresAreOrdered && huggingFace != null && huggingFace.differing() > 0) {
      throw GlossaException.failure(
          "tokenizer.model and tokenizer.json would give other ids on %d of %d lines: the scores"
              + " of '%s' are no order of merges.",
          huggingFace.differing(), huggingFace.lines(), settings.base());
    }
    if (protectedLines != null && protectedLines.differing() > 0) {
      throw GlossaException.failure(
          "%d of %d protected lines would be encoded in another way than by '%s'.",
          protectedLines.differing(), protectedLines.lines(), settings.base());
    }
  }

  /** Of the base and of the extended vocabulary; nulls without input. */
  private List<Fertility> fertility(
      SparkSession spark, TokenizerFiles before, TokenizerFiles after, JobContext context) {
    if (settings.input().isEmpty()) {
      return Arrays.asList(null, null);
    }
    context.progress().begin("measure fertility", -1, "documents");
    List<Fertility> fertility =
        new FertilityMeasurement(spark, settings.ingest())
            .measure(paths(context.hadoop()), before, after);
    context
        .progress()
        .end(
            "%.3f tokens a word before, %.3f after"
                .formatted(fertility.get(0).tokensPerWord(), fertility.get(1).tokensPerWord()));
    return fertility;
  }

  private String driftText() {
    if (!settings.drift().isEmpty()) {
      return String.join(", ", settings.drift());
    }
    return settings.protect().isEmpty()
        ? "the " + ParallelText.DECLARATION + " in English"
        : "the held-out tenth of " + String.join(", ", settings.protect());
  }

  private LineDifferences drift(
      SparkSession spark,
      ProtectedText protectedText,
      TokenizerFiles before,
      TokenizerFiles after) {
    if (!settings.drift().isEmpty()) {
      ReadRecords read = new ReadRecords(spark);
      LineDifferences drift =
          LineComparison.of(
              TextLines.of(spark, settings.drift(), settings.ingest(), read), before, after);
      read.require(settings.ingest());
      return drift;
    }
    return protectedText == null
        ? LineComparison.of(
            ParallelText.englishDeclaration().iterator(), before.tokenizer(), after.tokenizer())
        : LineComparison.of(protectedText.heldOutLines(), before, after);
  }
}
