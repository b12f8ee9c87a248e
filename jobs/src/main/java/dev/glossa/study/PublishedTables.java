package dev.glossa.study;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.page.Figures;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The paper's tables with a study's columns beside the printed numbers. */
final class PublishedTables {
  private final Study study;
  private final Published published;
  private final PublishedBeside beside;

  PublishedTables(Study study, Published published) {
    this.study = study;
    this.published = published;
    this.beside = new PublishedBeside(published, study);
  }

  /** Table 1: answers by instructions, pretraining and vocabulary; empty if none are measured. */
  Optional<Table> quality() {
    List<Measure> measures =
        List.of(Measure.JUDGED, Measure.REFERENCE_BITS, Measure.CHRF).stream()
            .filter(measure -> measure.isMeasured(study))
            .toList();
    if (measures.isEmpty()) {
      return Optional.empty();
    }
    List<Table.Column> columns = CellTable.factorColumns();
    columns.add(number("Instructions"));
    measures.forEach(measure -> columns.add(number(CellTable.capital(measure.title()))));
    columns.add(text("The paper's row"));
    columns.add(number("The paper: mean of stars, 0–3"));
    List<List<String>> rows = new ArrayList<>();
    for (Replicates group : Replicates.of(study, cell -> cell.instructions() > 0)) {
      Factors factors = group.factors();
      Optional<Published.ResponseQuality.Row> row = beside.quality(factors);
      List<String> cells = CellTable.factorCells(factors);
      cells.add(Figures.count(factors.instructions()));
      measures.forEach(measure -> cells.add(group.text(measure)));
      cells.add(orDash(row, r -> "%s, %dk".formatted(r.model(), r.instructions() / 1_000)));
      cells.add(orDash(row, r -> PrintedTables.printed(r.average())));
      rows.add(cells);
    }
    return Optional.of(
        new Table("Answers, as in " + published.responseQuality().place(), columns, rows));
  }

  /** Table 2: text of both languages after further pretraining. */
  Table perplexity() {
    List<Table.Column> columns = CellTable.factorColumns();
    columns.addAll(
        List.of(
            number("Bits per byte"),
            number("Bits per byte, English"),
            number("Perplexity per token"),
            number("Perplexity per token, English"),
            text("The paper's column"),
            number("The paper: Chinese"),
            number("The paper: English")));
    List<List<String>> rows = new ArrayList<>();
    for (Replicates group : Replicates.ofPretraining(study)) {
      Factors factors = group.factors();
      Optional<Published.Perplexity.Row> row = beside.perplexity(factors);
      List<String> cells = CellTable.factorCells(factors);
      for (Measure measure :
          List.of(
              Measure.targetBits(Measure.PRETRAIN),
              Measure.englishBits(Measure.PRETRAIN),
              Measure.tokenPerplexity("{language}"),
              Measure.tokenPerplexity("en"))) {
        cells.add(group.text(measure));
      }
      cells.add(orDash(row, Published.Perplexity.Row::model));
      cells.add(orDash(row, r -> PrintedTables.printed(r.chinese())));
      cells.add(orDash(row, r -> PrintedTables.printed(r.english())));
      rows.add(cells);
    }
    return new Table(
        "Held-out text after further pretraining, as in " + published.perplexity().place(),
        columns,
        rows);
  }

  /** Table 3: every language of the study and of the paper. */
  Table languages() {
    Set<String> languages = new LinkedHashSet<>();
    study.cells().forEach(outcome -> languages.add(outcome.cell().factors().language()));
    published.languages().rows().forEach(row -> languages.add(row.language()));
    Optional<Measure> deciding = Quality.deciding(study);
    String title = deciding.map(Measure::title).orElse("answers");
    List<List<String>> rows = new ArrayList<>();
    for (String language : languages) {
      Replicates trained = new Replicates(null, LanguagesVerdict.pretrained(study, language));
      Contrast more = Contrast.ofInstructions(study, language);
      Optional<Published.Languages.Row> row = published.languages().of(language);
      rows.add(
          List.of(
              Figures.language(language),
              trained.text(Measure.targetBits(Measure.BASE)),
              trained.text(Measure.targetBits(Measure.PRETRAIN)),
              answers(more, Contrast.Pair::from, deciding),
              answers(more, Contrast.Pair::to, deciding),
              orDash(row, r -> PrintedTables.printed(r.fewAverage())),
              orDash(row, r -> PrintedTables.printed(r.manyAverage()))));
    }
    return new Table(
        "Languages, as in " + published.languages().place(),
        List.of(
            text("Language"),
            number("Bits per byte before further pretraining"),
            number("and after"),
            number("Fewest instructions: " + title),
            number("Most instructions: " + title),
            number("The paper: mean of stars, 1,000 instructions"),
            number("The paper: mean of stars, large set")),
        rows);
  }

  private static String answers(
      Contrast contrast, Function<Contrast.Pair, CellOutcome> side, Optional<Measure> deciding) {
    return deciding
        .map(
            measure ->
                new Replicates(null, contrast.pairs().stream().map(side).distinct().toList())
                    .text(measure))
        .orElse("–");
  }

  private static <T> String orDash(Optional<T> row, Function<T, String> value) {
    return row.map(value).orElse("–");
  }
}
