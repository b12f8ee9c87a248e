package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.vocabulary.ExtendVocabularyJob;
import dev.glossa.vocabulary.ExtendVocabularyResult;
import dev.glossa.vocabulary.ExtendVocabularySettings;
import dev.glossa.vocabulary.LineDifferences;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa vocab extend}. */
@Command(
    name = "extend",
    description = {
      "Adds pieces to a vocabulary for more languages; old ids and scores stay.",
      "continued: first the characters that it lacks, then merges that go on from its own.",
      "merge: the pieces of another SentencePiece vocabulary, as Chinese-LLaMA did, without those"
          + " that would never be used or break the base's rules (dropped_pieces.tsv).",
      "Every added piece is reachable, and tokenizer.model and tokenizer.json give the same ids."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Examples:",
      "  glossa vocab extend --base llama/tokenizer.model --input corpus --protect english.jsonl"
          + " --add 8000 --output tokenizer",
      "  glossa vocab extend --base llama/tokenizer.model --method merge --from hindi/tokenizer.model"
          + " --output tokenizer"
    })
final class VocabExtendCommand extends JobCommand<ExtendVocabularyResult> {

  private static final String SECTION = "vocab.extend";

  @Option(
      names = "--base",
      required = true,
      paramLabel = "T",
      description = "The vocabulary: a tokenizer.model, a byte-level tokenizer.json, or a folder.")
  String base;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH[=WEIGHT]",
      description =
          "Text to learn from: files, folders, globs, Delta tables, folders of prepare. A merge needs"
              + " none, and measures on it.")
  List<String> input;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
  String output;

  @Option(
      names = "--add",
      paramLabel = "N",
      description =
          "How many pieces, characters and merges together; a merge may leave it out and takes all.")
  Integer add;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "continued or merge (default: setting vocab.extend.method).")
  String method;

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "The vocabulary to merge: a tokenizer.model, BPE or unigram, or a folder.")
  String from;

  @Option(
      names = "--scores",
      paramLabel = "NAME",
      description =
          "Scores of merged pieces: continue (below the base's) or zero (as Chinese-LLaMA;"
              + " default: setting vocab.extend.scores).")
  String scores;

  @Option(
      names = "--keep-unreachable",
      description = "Keep merged pieces that are never used or break the base's rules.")
  Boolean keepUnreachable;

  @Option(
      names = "--protect",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Text in the base's languages that must be encoded as before; a tenth of its lines is held"
              + " out and measured.")
  List<String> protect;

  @Option(
      names = "--drift",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Text in the base's languages on which it is measured what changes (default: a tenth of"
              + " --protect, else the Universal Declaration of Human Rights in English).")
  List<String> drift;

  @Option(
      names = {"--character-coverage", "--character_coverage"},
      paramLabel = "SHARE",
      description =
          "Share of the text's characters that get a piece"
              + " (default: setting vocab.extend.character-coverage).")
  Double characterCoverage;

  @Option(
      names = "--merge-loop",
      paramLabel = "WHERE",
      description = "Where merges are learned: auto, one-process or distributed; the same bytes.")
  String mergeLoop;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, SECTION + ".base", base);
    put(settings, SECTION + ".input", input);
    put(settings, SECTION + ".output", output);
    put(settings, SECTION + ".add", add);
    put(settings, SECTION + ".method", method);
    put(settings, SECTION + ".from", from);
    put(settings, SECTION + ".scores", scores);
    put(settings, SECTION + ".keep-unreachable", keepUnreachable);
    put(settings, SECTION + ".protect", protect);
    put(settings, SECTION + ".drift", drift);
    put(settings, SECTION + ".character-coverage", characterCoverage);
    put(settings, SECTION + ".merge-loop", mergeLoop);
  }

  @Override
  protected Job<ExtendVocabularyResult> job(Configuration configuration) {
    return new ExtendVocabularyJob(configuration.section(SECTION, ExtendVocabularySettings.class));
  }

  @Override
  protected void print(ExtendVocabularyResult result, PrintWriter out) {
    out.printf("%s: %,d pieces%n", output, result.basePieces() + result.added());
    out.printf("  %-16s %,d, as they were%n", "base", result.basePieces());
    out.printf(
        "  %-16s %,d: %,d characters, %,d merges%n",
        "added", result.added(), result.characters(), result.added() - result.characters());
    if (result.dropped() > 0) {
      out.printf("  %-16s %,d, see dropped_pieces.tsv%n", "dropped", result.dropped());
    }
    if (result.guarantees().unreachable() + result.guarantees().breakingRules() > 0) {
      out.printf(
          "  %-16s %,d unreachable, %,d against the base's rules, see kept_pieces.tsv%n",
          "kept", result.guarantees().unreachable(), result.guarantees().breakingRules());
    }
    if (result.before() != null) {
      out.printf(
          "  %-16s %.3f before, %.3f after%n",
          "tokens a word", result.before().tokensPerWord(), result.after().tokensPerWord());
      out.printf(
          "  %-16s %.2f before, %.2f after%n",
          "bytes a token", result.before().bytesPerToken(), result.after().bytesPerToken());
    }
    if (result.guarantees().huggingFace() != null) {
      print(out, "files differ", result.guarantees().huggingFace(), "lines");
    }
    if (result.guarantees().normalizedOtherwise() > 0) {
      out.printf(
          "  %-16s %,d of them since Hugging Face's library normalizes them otherwise%n",
          "", result.guarantees().normalizedOtherwise());
    }
    if (result.protectedLines() != null) {
      print(out, "protected", result.protectedLines(), "lines changed");
    }
    print(out, "drift", result.drift(), "lines of " + result.driftText() + " changed");
  }

  private static void print(PrintWriter out, String name, LineDifferences found, String what) {
    out.printf(
        "  %-16s %,d of %,d %s (%.2f %%)%n",
        name, found.differing(), found.lines(), what, 100 * found.share());
  }
}
