package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.vocabulary.VocabularyCurve;
import dev.glossa.vocabulary.VocabularyCurve.LanguageCurve;
import dev.glossa.vocabulary.VocabularyCurve.Point;
import dev.glossa.vocabulary.VocabularyCurveJob;
import dev.glossa.vocabulary.VocabularyCurveSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code glossa vocab curve}. */
@Command(
    name = "curve",
    description = {
      "Measures tokens per word and bytes per token against the size of the vocabulary, by language,"
          + " from one training at the largest size.",
      "Writes curve.json, curve.html with the knee marked, and the vocabulary of every size. The"
          + " other flags of spm_train are those of vocab train."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Example:  glossa vocab curve --input corpus --output curve --sizes 4000,8000,16000,32000"
          + " --byte-fallback"
    })
final class VocabCurveCommand extends JobCommand<VocabularyCurve> {

  private static final String SECTION = "vocab.curve";

  @Mixin VocabularyTrainingOptions training;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "N,N",
      description = "Sizes, in pieces of all types (default: setting vocab.curve.sizes).")
  List<Integer> sizes;

  @Override
  protected void settings(Map<String, Object> settings) {
    training.settings(spec, SECTION, settings);
    put(settings, SECTION + ".sizes", sizes);
  }

  @Override
  protected Job<VocabularyCurve> job(Configuration configuration) {
    return new VocabularyCurveJob(configuration.section(SECTION, VocabularyCurveSettings.class));
  }

  @Override
  protected void print(VocabularyCurve curve, PrintWriter out) {
    out.print("tokens per word");
    curve.all().sizes().forEach(point -> out.printf("%,10d", point.size()));
    out.printf("%10s%n", "knee");
    curve.languages().forEach((language, own) -> print(language, own, out));
    if (curve.languages().size() > 1) {
      print("all", curve.all(), out);
    }
    out.printf("%s/curve.html shows them.%n", training.output);
  }

  private static void print(String name, LanguageCurve curve, PrintWriter out) {
    out.printf("%-15s", name);
    for (Point point : curve.sizes()) {
      out.printf("%10.3f", point.fertility());
    }
    out.printf("%10s%n", curve.knee() == null ? "" : "%,d".formatted(curve.knee().size()));
  }
}
