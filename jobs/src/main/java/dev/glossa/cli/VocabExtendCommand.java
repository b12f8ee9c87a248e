package dev.glossa.cli;

import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.vocabulary.ExtendVocabularyJob;
import dev.glossa.vocabulary.ExtendVocabularyResult;
import dev.glossa.vocabulary.ExtendVocabularySettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa vocab extend}. */
@Command(
    name = "extend",
    description = {
      "Adds pieces for more text to a SentencePiece vocabulary: first the characters that it lacks,"
          + " then merges that go on from its own.",
      "Old ids and scores stay, and every added piece is reachable."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Example:  glossa vocab extend --base llama/tokenizer.model --input corpus --output tokenizer"
          + " --add 8000"
    })
final class VocabExtendCommand extends JobCommand<ExtendVocabularyResult> {

  private static final String SECTION = "vocab.extend";

  @Option(
      names = "--base",
      required = true,
      paramLabel = "T",
      description = "The vocabulary: a tokenizer.model, or a folder with one.")
  String base;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "PATH[=WEIGHT]",
      description = "Text: files, folders, globs, Delta tables, folders of prepare.")
  List<String> input;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
  String output;

  @Option(
      names = "--add",
      required = true,
      paramLabel = "N",
      description = "How many pieces, characters and merges together.")
  Integer add;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "How: continued (default: setting vocab.extend.method).")
  String method;

  @Option(
      names = {"--character-coverage", "--character_coverage"},
      paramLabel = "SHARE",
      description =
          "Share of the text's characters that get a piece"
              + " (default: setting vocab.extend.character-coverage).")
  Double characterCoverage;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, SECTION + ".base", base);
    put(settings, SECTION + ".input", input);
    put(settings, SECTION + ".output", output);
    put(settings, SECTION + ".add", add);
    put(settings, SECTION + ".method", method);
    put(settings, SECTION + ".character-coverage", characterCoverage);
  }

  @Override
  protected Job<ExtendVocabularyResult> job(Configuration configuration) {
    ExtendVocabularySettings settings =
        configuration.section(SECTION, ExtendVocabularySettings.class);
    return new ExtendVocabularyJob(
        new ExtendVocabularySettings(
            settings.base(),
            settings.input(),
            settings.output(),
            settings.add(),
            settings.method(),
            settings.characterCoverage(),
            configuration.section("ingest", IngestSettings.class)));
  }

  @Override
  protected void print(ExtendVocabularyResult result, PrintWriter out) {
    out.printf(
        "%,d pieces after the base's %,d, %,d of them characters: %s%n",
        result.added(), result.basePieces(), result.characters(), output);
    out.printf(
        "Tokens a word: %.3f before, %.3f after; bytes a token: %.2f before, %.2f after%n",
        result.before().tokensPerWord(),
        result.after().tokensPerWord(),
        result.before().bytesPerToken(),
        result.after().bytesPerToken());
  }
}
