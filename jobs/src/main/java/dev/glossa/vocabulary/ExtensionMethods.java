package dev.glossa.vocabulary;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import dev.glossa.tokenizer.AddedScores;
import dev.glossa.tokenizer.ByteLevelExtension;
import dev.glossa.tokenizer.ExtendedVocabulary;
import dev.glossa.tokenizer.MergeTraining;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.SentenceRules;
import dev.glossa.tokenizer.VocabularyExtension;
import dev.glossa.tokenizer.VocabularyMerge;
import dev.glossa.tokenizer.VocabularyMerge.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The ways to extend a vocabulary: to learn on from it, or to take over another's pieces. */
final class ExtensionMethods {

  /** Where the table of words and the log of merges lie while merges are learned. */
  private static final String SCRATCH = "_training";

  private final ExtendVocabularySettings settings;
  private final BaseTokenizer base;
  private final ProtectedText protectedText;
  private final JobContext context;

  /**
   * @param protectedText text that must be encoded as before, or null
   */
  ExtensionMethods(
      ExtendVocabularySettings settings,
      BaseTokenizer base,
      ProtectedText protectedText,
      JobContext context) {
    this.settings = settings;
    this.base = base;
    this.protectedText = protectedText;
    this.context = context;
  }

  /** Learns on from the base. */
  ExtendedTokenizer continued(SparkSession spark) throws IOException {
    Path scratch = context.path(SCRATCH);
    WordTable table = new WordTable(context.fileSystem(), new Path(scratch, "words"));
    WordTable.Summary words = countWords(spark, table, scratch);
    Set<String> forbidden = forbidden();
    MergeLearning learning =
        new MergeLearning(
            spark, context, settings.mergeLoop(), settings.checkpointEvery(), scratch);
    try {
      ExtendedTokenizer extended =
          base.isByteLevel()
              ? continuedBytes(learning, table, words, forbidden)
              : continuedPieces(learning, table, words, forbidden);
      context.progress().end(extended.added().size() + " pieces");
      context.fileSystem().delete(scratch, true);
      return extended;
    } catch (IllegalArgumentException e) {
      // Another number may be asked for next, so nothing of this one stays.
      context.clear();
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private ExtendedTokenizer continuedPieces(
      MergeLearning learning, WordTable table, WordTable.Summary words, Set<String> forbidden)
      throws IOException {
    SentencePieceModel model = base.model();
    MergeTraining<ExtendedVocabulary> training =
        new VocabularyExtension(model, forbidden)
            .begin(words.characterCounts(), settings.add(), (float) settings.characterCoverage());
    return ExtendedTokenizer.of(model, learning.learn(training, table, words), List.of());
  }

  private ExtendedTokenizer continuedBytes(
      MergeLearning learning, WordTable table, WordTable.Summary words, Set<String> forbidden)
      throws IOException {
    byte[] json = base.files().file(TokenizerFiles.HUGGING_FACE);
    MergeTraining<ByteLevelExtension.Extended> training =
        new ByteLevelExtension(json, forbidden).begin(settings.add());
    return ExtendedTokenizer.of(base, learning.learn(training, table, words));
  }

  private WordTable.Summary countWords(SparkSession spark, WordTable table, Path scratch)
      throws IOException {
    BaseTokenizer tokenizer = base;
    context.progress().begin("count words", -1, "words");
    WordTable.Summary words =
        new WordCounting(
                spark,
                settings.ingest(),
                () ->
                    tokenizer.isByteLevel()
                        ? tokenizer.protection()
                        : SentenceRules.of(tokenizer.model()),
                Map.of())
            .countOnce(settings.input(), table, scratch);
    context.progress().end("%,d different words".formatted(words.distinctWords()));
    context.count("distinct_words", words.distinctWords());
    return words;
  }

  private Set<String> forbidden() {
    if (protectedText == null) {
      return Set.of();
    }
    context.progress().begin("look at protected text", -1, "words");
    Set<String> forbidden = protectedText.forbidden();
    context.progress().end(forbidden.size() + " pieces that must not be added");
    context.count("forbidden_pieces", forbidden.size());
    return forbidden;
  }

  /** Takes over another vocabulary's pieces. */
  ExtendedTokenizer merged(SentencePieceModel from) {
    AddedScores scores = settings.scores().equals("zero") ? AddedScores.ZERO : AddedScores.CONTINUE;
    SentencePieceModel model = base.model();
    VocabularyMerge merge = new VocabularyMerge(model, from, scores);
    context.progress().begin("merge vocabularies", -1, "pieces");
    try {
      ExtendedVocabulary extended =
          settings.keepUnreachable() ? vocabulary(merge) : withoutFaults(merge);
      context.progress().end(extended.added().size() + " pieces");
      return ExtendedTokenizer.of(model, extended, merge.dropped());
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** Without a piece, another may have become unreachable, or change the protected text. */
  private ExtendedVocabulary withoutFaults(VocabularyMerge merge) {
    merge.dropFaults();
    while (true) {
      ExtendedVocabulary extended = vocabulary(merge);
      List<Fault> faults = new ArrayList<>(VocabularyMerge.unreachable(extended));
      if (protectedText != null) {
        faults.addAll(protectedText.changedBy(extended));
      }
      if (merge.drop(faults) == 0) {
        return extended;
      }
    }
  }

  private ExtendedVocabulary vocabulary(VocabularyMerge merge) {
    return settings.add() == null ? merge.vocabulary() : merge.vocabulary(settings.add());
  }
}
