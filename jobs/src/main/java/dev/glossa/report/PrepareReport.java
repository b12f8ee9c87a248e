package dev.glossa.report;

import static dev.glossa.page.Table.Column.number;
import static dev.glossa.page.Table.Column.text;

import dev.glossa.page.Block;
import dev.glossa.page.Figures;
import dev.glossa.page.Group;
import dev.glossa.page.Page;
import dev.glossa.page.Paragraph;
import dev.glossa.page.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** prepare.html: what became of the documents, why, and how their measures are spread. */
public final class PrepareReport {
  /** The file's name in a folder of prepare. */
  public static final String FILE = "prepare.html";

  private PrepareReport() {}

  /**
   * @param folder holds the tables corpus, rejects and statistics
   */
  public static String html(SparkSession spark, String folder) {
    PreparedTables tables = new PreparedTables(spark, folder);
    List<FunnelStep> funnel = tables.funnel();
    long read = funnel.get(0).documents();
    long kept = funnel.get(funnel.size() - 1).documents();
    List<PreparedTables.LanguageCount> languages = tables.languages();
    return new Page("What became of the documents", "glossa prepare")
        .keyFigure(Figures.count(kept), "documents kept", "of " + Figures.count(read) + " read")
        .keyFigure(Figures.percent(read == 0 ? 0 : (double) kept / read), "of all", "")
        .keyFigure(
            Figures.count(languages.stream().filter(l -> l.kept() > 0).count()),
            "languages in the corpus",
            "")
        .section(
            "Documents", RejectBlocks.of(funnel, tables.rejectCounts(), tables.rejectSamples()))
        .section("Languages", List.of(languages(languages)))
        .section("Measures", measures(tables.histograms()))
        .html();
  }

  private static Block languages(List<PreparedTables.LanguageCount> languages) {
    return new Table(
        "Documents by language",
        List.of(text("Language"), number("Kept"), number("Rejected"), number("Kept of all")),
        languages.stream()
            .map(
                l ->
                    List.of(
                        Figures.language(l.language()),
                        Figures.count(l.kept()),
                        Figures.count(l.rejected()),
                        Figures.percent((double) l.kept() / (l.kept() + l.rejected()))))
            .toList());
  }

  private static List<Block> measures(List<Histogram> histograms) {
    if (histograms.isEmpty()) {
      return List.of();
    }
    List<Block> charts = new ArrayList<>();
    histograms.forEach(histogram -> charts.add(histogram.chart()));
    return List.of(
        new Paragraph(
            "How many documents have which value of a measure, over all languages; dashed lines"
                + " are the bounds that documents failed, which may differ between languages."),
        new Group(charts));
  }
}
