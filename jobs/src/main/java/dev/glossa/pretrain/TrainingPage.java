package dev.glossa.pretrain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.page.LineChart;
import dev.glossa.page.LineChart.Curve;
import dev.glossa.page.LineChart.Point;
import dev.glossa.page.Page;
import java.util.List;

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
        .section("Loss", List.of(chart("Loss over steps", "nats per token", steps, "loss")))
        .section(
            "Optimizer",
            List.of(
                chart("Norm of the gradient before clipping", "norm", steps, "grad_norm"),
                chart("Learning rate", "rate", steps, "lr")))
        .section("Speed", List.of(chart("Speed", "tokens per second", steps, "tokens_per_second")))
        .html();
  }

  private static LineChart chart(String title, String unit, List<JsonNode> steps, String key) {
    List<Point> points =
        steps.stream()
            .filter(step -> step.path(key).isNumber())
            .map(step -> new Point(step.path("step").asDouble(), step.path(key).asDouble()))
            .toList();
    return new LineChart(title, "step", unit, List.of(new Curve(key, points)));
  }
}
