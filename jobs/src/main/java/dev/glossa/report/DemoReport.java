package dev.glossa.report;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;
import static dev.glossa.report.DemoFindings.BASE;
import static dev.glossa.report.DemoFindings.ENGLISH;
import static dev.glossa.report.DemoFindings.EXTENDED;
import static dev.glossa.report.DemoFindings.MIXED;
import static dev.glossa.report.DemoFindings.ORIGINAL;
import static dev.glossa.report.DemoFindings.TUNED;

import dev.glossa.page.BarChart;
import dev.glossa.page.BarChart.Form;
import dev.glossa.page.BarChart.Series;
import dev.glossa.page.Block;
import dev.glossa.page.Cards;
import dev.glossa.page.Figures;
import dev.glossa.page.Group;
import dev.glossa.page.LineChart;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Samples;
import dev.glossa.page.Samples.Sample;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The demo's report.html: what happened to the text, to the vocabulary and to the model. */
public final class DemoReport {
  private static final Map<String, String> STEPS =
      Map.of(
          BASE, "Base: English only",
          ORIGINAL, "Target, original vocabulary",
          EXTENDED, "Target, extended vocabulary",
          MIXED, "Target and English mixed",
          TUNED, "Tuned on instructions");

  private final DemoFindings findings;
  private final String target;

  private DemoReport(DemoFindings findings) {
    this.findings = findings;
    this.target = Figures.language(findings.target());
  }

  /** The page as one HTML document. */
  public static String html(DemoFindings findings) {
    return new DemoReport(findings).page().html();
  }

  private Page page() {
    Page page =
        new Page(
            "From raw text to a model that reads " + target,
            "Glossa demo: a tiny LLaMA learns English, then %s. Seed %d, %s weights, %s in all."
                .formatted(
                    target,
                    findings.seed(),
                    Figures.count(findings.parameters()),
                    Figures.seconds(totalSeconds())));
    keyFigures(page);
    return page.section("Answers", answers())
        .section("Documents", documents())
        .section("Vocabulary", vocabulary())
        .section("Training", training())
        .section("Evaluation", evaluation())
        .section("Generated text", generations())
        .section("Time", times())
        .section("Settings and versions", settings());
  }

  private void keyFigures(Page page) {
    if (!findings.funnel().isEmpty()) {
      FunnelStep first = findings.funnel().get(0);
      FunnelStep last = findings.funnel().get(findings.funnel().size() - 1);
      page.keyFigure(
          Figures.count(last.documents()),
          "documents kept",
          "of " + Figures.count(first.documents()) + " read");
    }
    findings.fertility().stream()
        .filter(f -> f.language().equals(findings.target()))
        .findFirst()
        .ifPresent(
            f ->
                page.keyFigure(
                    Figures.change(f.before(), f.after()),
                    "tokens per " + target + " word",
                    "%s → %s".formatted(two(f.before()), two(f.after()))));
    bitsFigure(page, findings.target(), EXTENDED);
    bitsFigure(page, ENGLISH, MIXED);
    page.keyFigure(Figures.seconds(totalSeconds()), "from raw text to this page", "");
  }

  private void bitsFigure(Page page, String language, String step) {
    findings
        .bitsPerByte(BASE, language)
        .ifPresent(
            base ->
                findings
                    .bitsPerByte(step, language)
                    .ifPresent(
                        after ->
                            page.keyFigure(
                                two(after),
                                "bits per byte, " + Figures.language(language),
                                "%s before. %s".formatted(two(base), label(step)))));
  }

  private List<Block> answers() {
    return List.of(
        new Cards(DemoVerdicts.of(findings)),
        new Paragraph(
            "The answers are computed from bits per byte on held-out text; less is better, and a"
                + " change below one per cent counts as none. The model is tiny and saw little"
                + " text in a single run: this shows that every step works and how it is measured,"
                + " not what the step brings to a model of billions of weights."));
  }

  private List<Block> documents() {
    if (findings.funnel().isEmpty()) {
      return List.of();
    }
    return RejectBlocks.of(findings.funnel(), findings.rejectCounts(), findings.rejectSamples());
  }

  private List<Block> vocabulary() {
    if (findings.fertility().isEmpty()) {
      return List.of();
    }
    List<String> languages =
        findings.fertility().stream().map(f -> Figures.language(f.language())).toList();
    return List.of(
        new Paragraph(
            "Fertility is the number of tokens that a word takes. A vocabulary made for English"
                + " breaks other scripts into bytes; the extension adds pieces for "
                + target
                + " and leaves every old piece where it was."),
        new BarChart(
            "Fertility before and after the extension",
            "Language",
            "tokens per word",
            languages,
            List.of(
                new Series(
                    "base vocabulary",
                    findings.fertility().stream().map(DemoFindings.Fertility::before).toList()),
                new Series(
                    "extended for " + target,
                    findings.fertility().stream().map(DemoFindings.Fertility::after).toList())),
            Form.COLUMNS));
  }

  private List<Block> training() {
    if (findings.lossCurves().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Paragraph(
            "The loss is the mean over the tokens of a step. A token of the extended vocabulary"
                + " holds more text, so curves of different vocabularies are not comparable; bits"
                + " per byte below are."),
        new LineChart(
            "Training loss",
            "optimizer step",
            "nats per token",
            findings.lossCurves().stream()
                .map(curve -> new LineChart.Curve(label(curve.step()), curve.points()))
                .toList()));
  }

  private List<Block> evaluation() {
    List<Block> blocks = new ArrayList<>();
    if (!findings.evaluations().isEmpty()) {
      blocks.add(
          new Group(
              findings.evaluations().stream()
                  .map(DemoFindings.Evaluation::language)
                  .distinct()
                  .<Block>map(this::bitsPerByte)
                  .toList()));
      blocks.add(
          new Table(
              "Held-out text after each step",
              List.of(
                  text("Step"),
                  text("Language"),
                  number("Bits per byte"),
                  number("Against base"),
                  number("Perplexity per token")),
              findings.evaluations().stream().map(this::evaluationRow).toList()));
    }
    if (!findings.multipleChoice().isEmpty()) {
      blocks.add(
          new Table(
              "Multiple choice by the likelihood of the options",
              List.of(
                  text("Step"),
                  number("Right"),
                  number("95 % interval"),
                  number("Guessing"),
                  number("Questions"),
                  text("Better than guessing?")),
              findings.multipleChoice().stream().map(this::choiceRow).toList()));
      blocks.add(
          new Paragraph(
              "A model of this size answers such questions about as well as a guess does; an"
                  + " interval that contains the share of guessing says nothing else."));
    }
    return blocks;
  }

  private Block bitsPerByte(String language) {
    List<DemoFindings.Evaluation> rows =
        findings.evaluations().stream().filter(e -> e.language().equals(language)).toList();
    return new BarChart(
        Figures.language(language) + ": bits per byte, less is better",
        "Step",
        "bits per byte",
        rows.stream().map(e -> label(e.step())).toList(),
        List.of(
            new Series(
                "bits per byte", rows.stream().map(DemoFindings.Evaluation::bitsPerByte).toList())),
        Form.ROWS);
  }

  private List<String> evaluationRow(DemoFindings.Evaluation e) {
    return List.of(
        label(e.step()),
        Figures.language(e.language()),
        Figures.number(e.bitsPerByte()),
        e.step().equals(BASE)
            ? ""
            : findings
                .bitsPerByte(BASE, e.language())
                .map(base -> Figures.change(base, e.bitsPerByte()))
                .orElse(""),
        Figures.number(e.tokenPerplexity()));
  }

  private List<String> choiceRow(DemoFindings.MultipleChoice c) {
    boolean better = c.low() > c.chance();
    boolean worse = c.high() < c.chance();
    return List.of(
        label(c.step()),
        Figures.percent(c.accuracy()),
        Figures.percent(c.low()) + " … " + Figures.percent(c.high()),
        Figures.percent(c.chance()),
        Figures.count(c.questions()),
        better ? "yes" : worse ? "worse" : "not distinguishable");
  }

  private List<Block> generations() {
    if (findings.generations().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Samples(
            findings.generations().stream()
                .map(g -> new Sample(label(g.step()), List.of(), g.prompt(), g.text()))
                .toList()));
  }

  private List<Block> times() {
    if (findings.times().isEmpty()) {
      return List.of();
    }
    return List.of(
        new BarChart(
            "Seconds per stage",
            "Stage",
            "seconds",
            findings.times().stream().map(DemoFindings.StageTime::stage).toList(),
            List.of(
                new Series(
                    "seconds",
                    findings.times().stream().map(DemoFindings.StageTime::seconds).toList())),
            Form.ROWS),
        new Table(
            "Rates",
            List.of(text("Stage"), number("Time"), number("Done"), number("Per second")),
            findings.times().stream()
                .map(
                    t ->
                        List.of(
                            t.stage(),
                            Figures.seconds(t.seconds()),
                            Figures.count(t.amount()) + " " + t.unit(),
                            Figures.number(t.seconds() > 0 ? t.amount() / t.seconds() : null)))
                .toList()));
  }

  private List<Block> settings() {
    return Stream.of(
            keyValues("Setting", findings.configuration()),
            keyValues("Version", findings.versions()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Block> keyValues(String what, SortedMap<String, String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Table(
            "",
            List.of(text(what), text("Value")),
            values.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList()));
  }

  private double totalSeconds() {
    return findings.times().stream().mapToDouble(DemoFindings.StageTime::seconds).sum();
  }

  private String label(String step) {
    return STEPS.getOrDefault(step, step).replace("Target", target);
  }

  private static String two(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
