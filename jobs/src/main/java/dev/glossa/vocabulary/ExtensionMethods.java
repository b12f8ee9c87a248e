package dev.glossa.vocabulary;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.JobContext;
import dev.glossa.tokenizer.AddedScores;
import dev.glossa.tokenizer.ByteLevelExtension;
import dev.glossa.tokenizer.ExtendedVocabulary;
import dev.glossa.tokenizer.SentencePieceModel;
import dev.glossa.tokenizer.SentenceRules;
import dev.glossa.tokenizer.VocabularyExtension;
import dev.glossa.tokenizer.VocabularyMerge;
import dev.glossa.tokenizer.VocabularyMerge.Fault;
import dev.glossa.tokenizer.WordCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The ways to extend a vocabulary: to learn on from it, or to take over another's pieces. */
final class ExtensionMethods {

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
    List<WordCount> words = countWords(spark);
    Set<String> forbidden = forbidden();
    context.progress().begin("learn merges", settings.add(), "pieces");
    try {
      ExtendedTokenizer extended =
          base.isByteLevel() ? continuedBytes(words, forbidden) : continuedPieces(words, forbidden);
      context.progress().end(extended.added().size() + " pieces");
      return extended;
    } catch (IllegalArgumentException e) {
      throw new GlossaException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private ExtendedTokenizer continuedPieces(List<WordCount> words, Set<String> forbidden) {
    SentencePieceModel model = base.model();
    return ExtendedTokenizer.of(
        model,
        new VocabularyExtension(model, forbidden)
            .continued(words, settings.add(), (float) settings.characterCoverage()),
        List.of());
  }

  private ExtendedTokenizer continuedBytes(List<WordCount> words, Set<String> forbidden) {
    byte[] json = base.files().file(TokenizerFiles.HUGGING_FACE);
    return ExtendedTokenizer.of(
        base, new ByteLevelExtension(json, forbidden).continued(words, settings.add()));
  }

  private List<WordCount> countWords(SparkSession spark) throws IOException {
    BaseTokenizer tokenizer = base;
    Path scratch = context.path("_words");
    context.progress().begin("count words", -1, "words");
    List<WordCount> words =
        new WordCounting(
                spark,
                settings.ingest(),
                () ->
                    tokenizer.isByteLevel()
                        ? tokenizer.protection()
                        : SentenceRules.of(tokenizer.model()),
                Map.of())
            .collect(settings.input(), new WordTable(context.fileSystem(), scratch));
    context.fileSystem().delete(scratch, true);
    context.progress().end(words.size() + " different words");
    context.count("distinct_words", words.size());
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
