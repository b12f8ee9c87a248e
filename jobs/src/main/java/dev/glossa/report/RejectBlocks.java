package dev.glossa.report;

import dev.glossa.page.BarChart;
import dev.glossa.page.BarChart.Form;
import dev.glossa.page.BarChart.Series;
import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Samples;
import dev.glossa.page.Samples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the documents, as blocks: shared by the pages of prepare and of the demo. */
final class RejectBlocks {
  private static final int MOST_LANGUAGES = 7;
  private static final String OTHERS = "others";

  private RejectBlocks() {}

  static List<Block> of(
      List<FunnelStep> funnel, List<RejectCount> counts, List<RejectSample> samples) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(funnel(funnel));
    if (!counts.isEmpty()) {
      blocks.add(reasons(counts));
    }
    if (!samples.isEmpty()) {
      blocks.add(
          new Paragraph("Examples of what was left out, as found, with every reason against it:"));
      blocks.add(new Samples(samples.stream().map(RejectBlocks::sample).toList()));
    }
    return blocks;
  }

  private static Block funnel(List<FunnelStep> funnel) {
    return new BarChart(
        "What was left of the documents after each step",
        "Step",
        "documents",
        funnel.stream().map(FunnelStep::label).toList(),
        List.of(
            new Series(
                "documents", funnel.stream().map(step -> (double) step.documents()).toList())),
        Form.ROWS);
  }

  /**
   * A bar a reason, a colour a language; beyond the most frequent, languages are taken together.
   */
  private static Block reasons(List<RejectCount> counts) {
    Map<String, Long> byLanguage = new TreeMap<>();
    Map<String, Long> byReason = new TreeMap<>();
    for (RejectCount count : counts) {
      byLanguage.merge(count.language(), count.documents(), Long::sum);
      byReason.merge(count.reason(), count.documents(), Long::sum);
    }
    List<String> frequent = descending(byLanguage);
    List<String> languages =
        frequent.size() <= MOST_LANGUAGES + 1 ? frequent : frequent.subList(0, MOST_LANGUAGES);
    List<String> reasons = descending(byReason);
    Map<String, Double[]> series = new LinkedHashMap<>();
    languages.forEach(language -> series.put(language, new Double[reasons.size()]));
    for (RejectCount count : counts) {
      String language = languages.contains(count.language()) ? count.language() : OTHERS;
      Double[] values = series.computeIfAbsent(language, l -> new Double[reasons.size()]);
      int reason = reasons.indexOf(count.reason());
      values[reason] = count.documents() + (values[reason] == null ? 0 : values[reason]);
    }
    return new BarChart(
        "Reasons of rejection (a document may have several)",
        "Reason",
        "documents",
        reasons,
        series.entrySet().stream()
            .map(
                entry ->
                    new Series(
                        entry.getKey().equals(OTHERS) ? OTHERS : Figures.language(entry.getKey()),
                        java.util.Arrays.asList(entry.getValue())))
            .toList(),
        Form.STACKED_ROWS);
  }

  private static List<String> descending(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Sample sample(RejectSample sample) {
    List<String> notes = new ArrayList<>();
    notes.add(sample.kind());
    notes.addAll(sample.reasons());
    return new Sample(Figures.language(sample.language()), notes, "", sample.text());
  }
}
