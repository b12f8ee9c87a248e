package dev.glossa.judge;

import dev.glossa.evaluate.Metric;
import dev.glossa.judge.JudgeResult.Bias;
import dev.glossa.page.BarChart;
import dev.glossa.page.BarChart.Form;
import dev.glossa.page.BarChart.Series;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Samples;
import dev.glossa.page.Samples.Sample;
import dev.glossa.page.Table;
import dev.glossa.page.Table.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** judge.html: the stars, how far raters agree, what sways the judges, and answers to read. */
final class JudgePage {
  private static final int MOST_SAMPLES = 12;

  private final JudgeResult result;
  private final List<Judgement> judgements;
  private final List<String> aspects;
  private final boolean namesAreUnique;

  private JudgePage(JudgeResult result, List<Judgement> judgements) {
    this.result = result;
    this.judgements = judgements;
    this.aspects = result.columns();
    List<String> models =
        result.results().stream()
            .flatMap(scores -> Stream.of(scores.judge(), scores.model()))
            .distinct()
            .toList();
    this.namesAreUnique =
        models.stream().map(JudgePage::nameAlone).distinct().count() == models.size();
  }

  static String html(JudgeResult result, List<Judgement> judgements) {
    return new JudgePage(result, judgements).html();
  }

  private String html() {
    JudgePrompt prompt = result.prompts().get(0);
    Page page =
        new Page(
            "Answers, judged",
            "%d to %d stars by %s"
                .formatted(prompt.lowest(), prompt.highest(), names(Scores::judge)));
    for (Scores scores : result.results()) {
      Metric average = scores.overall().get(Scores.AVERAGE);
      if (average != null) {
        page.keyFigure(value(average), "stars: " + label(scores), range(average));
      }
    }
    page.keyFigure(
        Figures.count(result.unreadable().size()),
        "judgements without stars",
        "of " + Figures.count(result.judgements()));
    return page.section("Stars", stars())
        .section("By category", groups("Category", Scores::categories))
        .section("By language", groups("Language", Scores::languages))
        .section("How far raters agree", agreement())
        .section("What sways the judges", biases())
        .section("Answers with the fewest stars", samples(Comparator.naturalOrder()))
        .section("Answers with the most stars", samples(Comparator.reverseOrder()))
        .section("Judgements without stars", unreadable())
        .section("What the judges were asked", prompts())
        .html();
  }

  private String names(Function<Scores, String> name) {
    return result.results().stream().map(name).distinct().collect(Collectors.joining(", "));
  }

  private String label(Scores scores) {
    String judge = shortName(scores.judge());
    return scores.model().isEmpty() ? judge : shortName(scores.model()) + " by " + judge;
  }

  /** NAME of URL#NAME where that tells them all apart: the addresses stand in the subtitle. */
  private String shortName(String model) {
    return namesAreUnique ? nameAlone(model) : model;
  }

  private static String nameAlone(String model) {
    return model.replaceFirst("(?i)^https?://[^#]*#", "");
  }

  private static String value(Metric metric) {
    return metric == null ? Figures.number(null) : "%.3f".formatted(metric.value());
  }

  private static String range(Metric metric) {
    return metric == null || metric.interval() == null
        ? ""
        : "%.3f … %.3f".formatted(metric.interval().get(0), metric.interval().get(1));
  }

  private List<Block> stars() {
    List<Series> series =
        result.results().stream()
            .map(
                scores ->
                    new Series(
                        label(scores),
                        aspects.stream()
                            .map(scores.overall()::get)
                            .map(metric -> metric == null ? null : metric.value())
                            .toList()))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (Scores scores : result.results()) {
      for (String aspect : aspects) {
        Metric metric = scores.overall().get(aspect);
        rows.add(
            List.of(
                label(scores),
                aspect,
                value(metric),
                range(metric),
                metric == null ? "0" : Figures.count(metric.n())));
      }
    }
    return List.of(
        new BarChart("Mean stars", "Aspect", "stars", aspects, series, Form.COLUMNS),
        new Table(
            "Mean stars of all questions, with 95 % intervals drawn over questions",
            List.of(
                Column.text("Answers"),
                Column.text("Aspect"),
                Column.number("Stars"),
                Column.number("95 %"),
                Column.number("Questions")),
            rows));
  }

  private List<Block> groups(
      String title, Function<Scores, SortedMap<String, SortedMap<String, Metric>>> groups) {
    List<Column> columns = new ArrayList<>(List.of(Column.text("Answers"), Column.text(title)));
    aspects.forEach(aspect -> columns.add(Column.number(aspect)));
    columns.add(Column.number("95 % of the average"));
    columns.add(Column.number("Questions"));
    List<List<String>> rows = new ArrayList<>();
    for (Scores scores : result.results()) {
      groups.apply(scores).forEach((group, metrics) -> rows.add(row(scores, group, metrics)));
    }
    return rows.isEmpty() ? List.of() : List.of(new Table("Mean stars", columns, rows));
  }

  private List<String> row(Scores scores, String group, Map<String, Metric> metrics) {
    List<String> row = new ArrayList<>(List.of(label(scores), group));
    aspects.forEach(aspect -> row.add(value(metrics.get(aspect))));
    Metric average = metrics.get(Scores.AVERAGE);
    row.add(range(average));
    row.add(Figures.count(average.n()));
    return row;
  }

  private List<Block> agreement() {
    List<Block> blocks = new ArrayList<>();
    if (!result.agreement().alpha().isEmpty()) {
      blocks.add(
          new Table(
              "Krippendorff's alpha: 1 is perfect agreement, 0 is chance",
              List.of(
                  Column.text("Raters"),
                  Column.text("Aspect"),
                  Column.number("Ordinal"),
                  Column.number("Interval"),
                  Column.number("Raters"),
                  Column.number("Answers")),
              result.agreement().alpha().stream()
                  .map(
                      alpha ->
                          List.of(
                              shortName(alpha.raters()),
                              alpha.aspect(),
                              Figures.number(alpha.ordinal()),
                              Figures.number(alpha.interval()),
                              Figures.count(alpha.raterCount()),
                              Figures.count(alpha.units())))
                  .toList()));
    }
    if (!result.agreement().kappa().isEmpty()) {
      blocks.add(
          new Table(
              "Cohen's kappa of two raters",
              List.of(
                  Column.text("Rater"),
                  Column.text("Other"),
                  Column.text("Aspect"),
                  Column.number("Kappa"),
                  Column.number("Quadratic weights"),
                  Column.number("Equal"),
                  Column.number("Pairs")),
              result.agreement().kappa().stream()
                  .map(
                      kappa ->
                          List.of(
                              shortName(kappa.first()),
                              shortName(kappa.second()),
                              kappa.aspect(),
                              Figures.number(kappa.kappa()),
                              Figures.number(kappa.quadratic()),
                              Figures.percent(kappa.equal()),
                              Figures.count(kappa.n())))
                  .toList()));
    }
    return blocks.isEmpty()
        ? List.of(
            new Paragraph(
                "Nobody is there to agree with: use --repeats, a second --judge, or --human."))
        : blocks;
  }

  private List<Block> biases() {
    List<List<String>> rows = new ArrayList<>();
    for (Bias bias : result.bias()) {
      rows.add(
          biasRow(bias, "stars gained with each place further down the prompt", bias.position()));
      bias.length()
          .forEach(
              (aspect, metric) ->
                  rows.add(
                      biasRow(bias, "rank correlation of " + aspect + " with length", metric)));
      bias.lengthBeyondPeople()
          .forEach(
              (aspect, metric) ->
                  rows.add(
                      biasRow(
                          bias,
                          "rank correlation of " + aspect + " beyond people's with length",
                          metric)));
    }
    return List.of(
        new Table(
            "",
            List.of(
                Column.text("Judge"),
                Column.text("Measure"),
                Column.number("Value"),
                Column.number("95 %"),
                Column.number("Questions")),
            rows),
        new Paragraph(
            "The effect of the place needs --repeats, each of which begins with another aspect."
                + " Length is counted in words. A correlation with length is a bias only as far as"
                + " longer answers are no better: beside people's stars it shows."));
  }

  private List<String> biasRow(Bias bias, String measure, Metric metric) {
    return List.of(
        shortName(bias.judge()),
        measure,
        metric == null ? "not measured" : Figures.number(metric.value()),
        range(metric),
        metric == null ? "0" : Figures.count(metric.n()));
  }

  private List<Block> samples(Comparator<Double> order) {
    List<Sample> samples =
        judgements.stream()
            .filter(Judgement::isReadable)
            .filter(each -> each.repeat() == 0)
            .sorted(Comparator.comparing(Judgement::average, order).thenComparing(Judgement.ORDER))
            .limit(MOST_SAMPLES)
            .map(
                each ->
                    new Sample(
                        each.language() == null ? each.id() : each.language() + ", " + each.id(),
                        each.stars().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .toList(),
                        each.question(),
                        each.answer()))
            .toList();
    return samples.isEmpty() ? List.of() : List.of(new Samples(samples));
  }

  private List<Block> unreadable() {
    List<List<String>> rows =
        result.unreadable().stream()
            .map(
                each ->
                    List.of(
                        shortName(each.judge()),
                        shortName(each.model()),
                        each.id(),
                        Figures.count(each.repeat() + 1),
                        String.join("; ", each.problems())))
            .toList();
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Table(
                "",
                List.of(
                    Column.text("Judge"),
                    Column.text("Model"),
                    Column.text("Question"),
                    Column.number("Time"),
                    Column.text("Why")),
                rows));
  }

  private List<Block> prompts() {
    List<Block> blocks = new ArrayList<>();
    for (JudgePrompt prompt : result.prompts()) {
      blocks.add(new Paragraph(prompt.name() + ": " + prompt.source() + "."));
      String rubrics =
          prompt.aspects().stream()
              .map(aspect -> aspect.name() + ". " + aspect.rubric())
              .collect(Collectors.joining("\n"));
      blocks.add(
          new Samples(
              List.of(
                  new Sample(prompt.name(), List.of(), prompt.system(), prompt.user()),
                  new Sample("aspects", List.of(), "", rubrics))));
    }
    return blocks;
  }
}
