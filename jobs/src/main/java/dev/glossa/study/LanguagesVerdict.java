package dev.glossa.study;

import dev.glossa.page.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Do languages show the same trend? In each language, answers after the largest set of instructions
 * against those after the smallest. Of languages that are only further pretrained the bits per byte
 * stand beside; they decide nothing, since the paper's finding is about answers.
 */
final class LanguagesVerdict {
  private static final Measure AFTER = Measure.targetBits(Measure.PRETRAIN);

  private final Study study;
  private final List<Statistic> statistics = new ArrayList<>();
  private final List<Answer> better = new ArrayList<>();
  private final SortedSet<String> absent = new TreeSet<>();
  private Quality last;

  private LanguagesVerdict(Study study) {
    this.study = study;
  }

  static Verdict of(Study study) {
    LanguagesVerdict verdict = new LanguagesVerdict(study);
    Optional<Measure> deciding = Quality.deciding(study);
    SortedSet<String> languages = new TreeSet<>();
    study.cells().forEach(outcome -> languages.add(outcome.cell().factors().language()));
    deciding.ifPresent(
        measure -> languages.forEach(language -> verdict.addAnswers(language, measure)));
    languages.forEach(verdict::addText);
    return verdict.verdict(languages.size());
  }

  private void addAnswers(String language, Measure deciding) {
    Contrast more = Contrast.ofInstructions(study, language);
    if (more.pairs().isEmpty()) {
      return;
    }
    List<String> lacking = more.gains(deciding).absent();
    absent.addAll(lacking);
    if (lacking.isEmpty()) {
      last = Quality.of("gain by instructions, " + Figures.language(language), more, deciding);
      statistics.addAll(last.statistics());
      better.add(last.answer());
    }
  }

  private void addText(String language) {
    SeedSample gains = new SeedSample();
    for (CellOutcome outcome : pretrained(study, language)) {
      Optional<Double> before = gains.value(outcome, Measure.targetBits(Measure.BASE));
      Optional<Double> after = gains.value(outcome, AFTER);
      if (before.isPresent() && after.isPresent()) {
        gains.add(outcome.cell().seed(), AFTER.gain(before.get(), after.get()));
      }
    }
    gains
        .estimate()
        .filter(gain -> gains.absent().isEmpty())
        .ifPresent(
            gain ->
                statistics.add(
                    new Statistic(
                        "gain by pretraining, bits per byte of " + Figures.language(language),
                        true,
                        gain)));
  }

  /** The language's cells with the most pretraining, the smallest vocabulary and least English. */
  static List<CellOutcome> pretrained(Study study, String language) {
    List<CellOutcome> cells =
        study.cells().stream()
            .filter(outcome -> outcome.cell().factors().language().equals(language))
            .toList();
    double most =
        cells.stream().mapToDouble(o -> o.cell().factors().pretrainTokens()).max().orElse(0);
    return Factor.ENGLISH_SHARE.least(
        Factor.VOCABULARY.least(
            cells.stream().filter(o -> o.cell().factors().pretrainTokens() == most).toList()));
  }

  private Verdict verdict(int languages) {
    if (!absent.isEmpty()) {
      return Verdict.absent(List.copyOf(absent), statistics);
    }
    if (better.size() < 2) {
      return Verdict.notDecidable(
          "It takes at least two languages tuned on instruction sets of two sizes, whose answers"
              + " are measured; of %d languages in the study %d are."
                  .formatted(languages, better.size()),
          statistics);
    }
    Answer all = Answer.all(better);
    String sentence =
        switch (all) {
          case YES -> "In all %d languages more instructions make the answers better. ";
          case NO -> "Not in all %d languages do more instructions make the answers better. ";
          case OPEN -> "Whether more instructions help in all %d languages is open. ";
        };
    return new Verdict(
        Verdict.Kind.of(all), statistics, sentence.formatted(better.size()) + last.reason());
  }
}
