package dev.glossa.pretrain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.distributed.StepMetrics;
import dev.glossa.page.Page;
import dev.glossa.report.TrainingReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** training.html: the curves of one training, while it runs and when it is done. */
final class TrainingPage {

  private static final int REFRESH_SECONDS = 10;

  private TrainingPage() {}

  /**
   * While it runs.
   *
   * @param last the last step
   * @param of all steps
   */
  static String live(
      String title,
      String subtitle,
      StepMetrics last,
      double peakShare,
      long of,
      List<JsonNode> steps) {
    double perStep = (double) last.tokens() / last.step();
    Duration left =
        Duration.ofSeconds(Math.round((of - last.step()) * perStep / last.tokensPerSecond()));
    return new Page(title, subtitle)
        .refreshedEvery(REFRESH_SECONDS)
        .keyFigure("%,d".formatted(last.step()), "steps", "of %,d".formatted(of))
        .keyFigure("%.3f".formatted(last.loss()), "loss", "")
        .keyFigure(
            "%,.0f".formatted(last.tokensPerSecond()),
            "tokens a second",
            "%.0f %% of the matrix products' peak".formatted(100 * peakShare))
        .keyFigure(
            "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart()),
            "left",
            "at this rate")
        .section("Curves", TrainingReport.blocks(new TreeMap<>(Map.of(title, steps))))
        .html();
  }

  static String html(String title, String subtitle, TrainingResult result, List<JsonNode> steps) {
    return new Page(title, subtitle)
        .keyFigure("%,d".formatted(result.steps()), "steps", "of every worker")
        .keyFigure("%,d".formatted(result.tokens()), "tokens", "by all workers")
        .keyFigure(
            "%.3f".formatted(result.lastLoss()),
            "loss",
            "%.3f before".formatted(result.firstLoss()))
        .keyFigure("%.2f".formatted(result.epoch()), "epochs", "")
        .section("Curves", TrainingReport.blocks(new TreeMap<>(Map.of(title, steps))))
        .html();
  }
}
