package dev.glossa.study;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.page.Block;
import dev.glossa.page.Cards;
import dev.glossa.page.Cards.Card;
import dev.glossa.page.Cards.Tone;
import dev.glossa.page.Figures;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A study's report.html: at which scale it was done, what it says of the paper's findings, the
 * paper's tables with its columns beside, curves, and the state of every cell.
 */
final class StudyPage {
  static final String FILE = "report.html";

  private static final Block BESIDE =
      new Paragraph(
          "Means over seeds ± half of the 95 % interval; where a seed's cell failed or is missing, it"
              + " is named by its seed, as s2. The paper's row beside a cell is the one in the same place: the smallest set of instructions beside the paper's smallest, the"
              + " most pretraining beside the paper's most. The sizes are not the same, nor is what"
              + " is measured; directions can be compared, values cannot.");

  private final Study study;
  private final Published published = Published.load();
  private final List<Finding.Judged> findings;

  private StudyPage(Study study) {
    this.study = study;
    this.findings = Findings.in(study);
  }

  /** The page as one HTML document. */
  static String html(Study study) {
    return new StudyPage(study).page().html();
  }

  private Page page() {
    Page page =
        new Page(
            "The study '%s', size %s".formatted(study.name(), study.size()),
            "The experiment of \"LLaMA Beyond English\" at a scale of its own: %s cells, %s seeds."
                .formatted(
                    Figures.count(study.cells().size()),
                    study.cells().stream()
                        .map(outcome -> outcome.cell().seed())
                        .distinct()
                        .count()));
    long done = count(CellState.DONE);
    page.keyFigure(Figures.count(done), "cells done", "of " + Figures.count(study.cells().size()));
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      page.keyFigure(
          Figures.count(findings.stream().filter(f -> f.verdict().kind() == kind).count()),
          kind.words().toLowerCase(Locale.ROOT),
          "of %d findings".formatted(findings.size()));
    }
    PublishedTables tables = new PublishedTables(study, published);
    return page.section("Scale", scale())
        .section("Findings", cards())
        .section("Answers", answers(tables))
        .section("Text in both languages", heldOut(tables))
        .section("Languages", languages(tables))
        .section("Knowledge", knowledge())
        .section("Code-switching", switching())
        .section("Curves", new StudyCurves(study).blocks())
        .section("The paper's numbers", new PrintedTables(published).blocks())
        .section("Cells", cells());
  }

  private long count(CellState state) {
    return study.cells().stream().filter(outcome -> outcome.state() == state).count();
  }

  private List<Block> scale() {
    return List.of(
        new Paragraph(
            "The paper moved LLaMA of 7 billion weights with up to 0.5 billion tokens of its own"
                + " and compared models of others with up to 100 billion; its answers were judged by"
                + " GPT-4, once, without intervals. What is below was done with the following. A"
                + " verdict holds for this scale alone."),
        new Table(
            "",
            List.of(text("This study"), text("")),
            study.scale().entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList()));
  }

  private List<Block> cards() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Cards(findings.stream().map(StudyPage::card).toList()));
    List<List<String>> rows = new ArrayList<>();
    for (Finding.Judged judged : findings) {
      for (Statistic statistic : judged.verdict().statistics()) {
        rows.add(
            List.of(
                judged.finding().name(),
                statistic.name(),
                statistic.mean(),
                statistic.interval(),
                Figures.count(statistic.estimate().seeds())));
      }
    }
    if (!rows.isEmpty()) {
      blocks.add(
          new Table(
              "The numbers behind the verdicts",
              List.of(
                  text("Finding"),
                  text("Statistic"),
                  number("Mean over seeds"),
                  number("95 % interval"),
                  number("Seeds")),
              rows));
    }
    blocks.add(
        new Paragraph(
            "Cells that differ in one factor are paired by seed; what is tested is the mean of the"
                + " seeds' differences with the interval of Student's t. A gain is positive for the"
                + " better. A verdict is given only if the whole interval lies on one side of the"
                + " bound in its sentence, if no cell that it needs is lacking, and if there is more"
                + " than one seed. Without a judge, answers are measured by what the reference"
                + " answers cost the model, with chrF beside. Intervals are about seeds, not about"
                + " the choice of test items: 'glossa compare' pairs two cells' evaluations item by"
                + " item."));
    return blocks;
  }

  private static Card card(Finding.Judged judged) {
    Finding finding = judged.finding();
    Verdict verdict = judged.verdict();
    String first =
        verdict.statistics().isEmpty()
            ? ""
            : " " + CellTable.capital(verdict.statistics().get(0).text()) + ".";
    return new Card(
        "%s (%s)".formatted(finding.claim(), finding.place()),
        verdict.kind().words(),
        verdict.sentence() + first,
        switch (verdict.kind()) {
          case REPRODUCED -> Tone.GOOD;
          case NOT_REPRODUCED -> Tone.BAD;
          case NOT_DECIDABLE -> Tone.OPEN;
        });
  }

  private List<Block> answers(PublishedTables tables) {
    return tables
        .quality()
        .map(table -> List.of(BESIDE, table))
        .orElseGet(() -> List.of(new Paragraph("No answers were measured.")));
  }

  private List<Block> heldOut(PublishedTables tables) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(tables.perplexity());
    blocks.add(
        new Paragraph(
            "Bits per byte can be compared across vocabularies, perplexity per token cannot: a longer"
                + " piece is harder to foresee. Tokens of pretraining are those of the cell's own"
                + " vocabulary, so that an extended one reads more text with as many. The paper's"
                + " joint training is that of Open Chinese LLaMA. Below, a step that a cell does not"
                + " take leaves its number as it was."));
    blocks.add(
        byStep(
            "English after each step, bits per byte",
            Measure.STEPS.stream().map(Measure::englishBits).toList()));
    blocks.add(
        byStep(
            "The other language after each step, bits per byte",
            Measure.STEPS.stream().map(Measure::targetBits).toList()));
    return blocks;
  }

  private Table byStep(String caption, List<Measure> measures) {
    return CellTable.of(
        caption,
        List.of("Before", "Vocabulary", "Pretrained", "Tuned"),
        measures,
        Replicates.of(study, factors -> true));
  }

  private List<Block> languages(PublishedTables tables) {
    return List.of(
        tables.languages(),
        new Paragraph(
            "Before and after: the cells with the most further pretraining and the smallest"
                + " vocabulary. A dash is a language or a size that the study does not have."));
  }

  private List<Block> knowledge() {
    List<Measure> measures =
        KnowledgeVerdict.BENCHMARKS.stream()
            .map(benchmark -> Measure.knowledge(study, benchmark))
            .filter(measure -> measure.isMeasured(study))
            .toList();
    if (measures.isEmpty()) {
      return List.of(new Paragraph("No examination was held: no benchmark was given."));
    }
    return List.of(
        CellTable.of("Right answers", measures, Replicates.of(study, factors -> true)),
        new Paragraph(
            "A guess is right in 25 % of questions with four options. The paper prints no numbers:"
                + " its Figure 2 is a picture."));
  }

  private List<Block> switching() {
    if (!Measure.SWITCHING.isMeasured(study)) {
      return List.of(new Paragraph("No answers were searched for other languages."));
    }
    return List.of(
        CellTable.of(
            "Answers that change the language",
            List.of(Measure.SWITCHING, Measure.OTHER_LANGUAGE),
            Replicates.of(study, factors -> factors.instructions() > 0)),
        new Paragraph(
            "Shares of answers. The detector finds something in 3.6 % of texts in which nothing was"
                + " planted, most of it English words that do stand there: read the answers. The"
                + " paper: %s to %s after %s instructions (%s)."
                    .formatted(
                        Figures.percent(published.codeSwitching().low()),
                        Figures.percent(published.codeSwitching().high()),
                        Figures.count(published.codeSwitching().instructions()),
                        published.codeSwitching().place())));
  }

  private List<Block> cells() {
    return List.of(
        new Table(
            "Every cell that was planned",
            List.of(text("Cell"), text("State"), number("Values"), text("Why")),
            study.cells().stream()
                .map(
                    outcome ->
                        List.of(
                            outcome.cell().name(),
                            outcome.state().word(),
                            Figures.count(outcome.measured().size()),
                            outcome.sentence()))
                .toList()));
  }
}
