package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.vocabulary.VocabularyReport;
import dev.glossa.vocabulary.VocabularyReport.Language;
import dev.glossa.vocabulary.VocabularyReport.Measures;
import dev.glossa.vocabulary.VocabularyReport.Premium;
import dev.glossa.vocabulary.VocabularyReportJob;
import dev.glossa.vocabulary.VocabularyReportSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glossa vocab report}. */
@Command(
    name = "report",
    description = {
      "Measures a vocabulary on text, by language, and beside another one: tokens per word, bytes"
          + " and characters per token, words kept whole, byte fallback, parity with English,"
          + " Rényi efficiency, unused pieces.",
      "Writes report.json, report.html and unused_pieces.jsonl."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Example:  glossa vocab report --tokenizer llama --compare extended --input corpus --output"
          + " report"
    })
final class VocabReportCommand extends JobCommand<VocabularyReport> {

  private static final String SECTION = "vocab.report";

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "T",
      description = "A tokenizer.model, a tokenizer.json, or a folder.")
  String tokenizer;

  @Option(
      names = "--compare",
      paramLabel = "T2",
      description = "Another one to set beside it, such as its extension.")
  String compare;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "What names of special tokens in the text are: sentencepiece (text) or huggingface"
              + " (tokens) (default: setting vocab.report.mode).")
  String mode;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Text: files, folders, globs, Delta tables, folders of prepare.")
  List<String> input;

  @Option(
      names = "--parallel",
      paramLabel = "PATH",
      description =
          "Parallel text, documents with the same id in English and other languages (default: the"
              + " Universal Declaration of Human Rights in 19 languages).")
  String parallel;

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where to write.")
  String output;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, SECTION + ".tokenizer", tokenizer);
    put(settings, SECTION + ".compare", compare);
    put(settings, SECTION + ".mode", mode);
    put(settings, SECTION + ".input", input);
    put(settings, SECTION + ".parallel", parallel);
    put(settings, SECTION + ".output", output);
  }

  @Override
  protected Job<VocabularyReport> job(Configuration configuration) {
    return new VocabularyReportJob(configuration.section(SECTION, VocabularyReportSettings.class));
  }

  @Override
  protected void print(VocabularyReport report, PrintWriter out) {
    out.printf(
        "%-10s %-10s %12s %12s %12s %10s %10s %10s%n",
        "language",
        "vocabulary",
        "tokens/word",
        "bytes/token",
        "chars/token",
        "whole",
        "bytes",
        "parity");
    report
        .languages()
        .forEach(
            (code, language) -> print(code, language, report.parity().languages().get(code), out));
    if (report.languages().size() > 1) {
      print("all", report.all(), null, out);
    }
    out.printf("%s/report.html shows them.%n", output);
  }

  private static void print(String code, Language language, Premium premium, PrintWriter out) {
    print(
        code, "tokenizer", language.tokenizer(), premium == null ? null : premium.tokenizer(), out);
    if (language.compare() != null) {
      print("", "compare", language.compare(), premium == null ? null : premium.compare(), out);
    }
  }

  private static void print(
      String code, String vocabulary, Measures measures, Double parity, PrintWriter out) {
    out.printf(
        "%-10s %-10s %12.3f %12.3f %12.3f %8.1f %% %8.1f %% %10s%n",
        code,
        vocabulary,
        measures.fertility(),
        measures.bytesPerToken(),
        measures.charactersPerToken(),
        100 * measures.wholeWords(),
        100 * measures.byteFallback(),
        parity == null ? "" : "%.3f".formatted(parity));
  }
}
