package dev.glossa.pretrain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.page.Page;
import dev.glossa.report.TrainingReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** training.html: the curves of one training. */
final class TrainingPage {

  private TrainingPage() {}

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
