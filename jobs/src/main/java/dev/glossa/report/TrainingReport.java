package dev.glossa.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.page.Block;
import dev.glossa.page.Group;
import dev.glossa.page.LineChart;
import dev.glossa.page.LineChart.Curve;
import dev.glossa.page.LineChart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The curves of one or more trainings over each other, from the lines of their metrics.jsonl. */
public final class TrainingReport {
  private TrainingReport() {}

  /**
   * @param trainings the lines of each training, by its name; events, which have no loss, are
   *     passed over
   */
  public static List<Block> blocks(SortedMap<String, List<JsonNode>> trainings) {
    if (trainings.isEmpty()) {
      return List.of();
    }
    return List.of(
        chart("Loss", "nats per token", "loss", trainings),
        new Group(
            List.of(
                chart("Learning rate", "rate", "lr", trainings),
                chart("Norm of the gradient before clipping", "norm", "grad_norm", trainings))),
        chart("Speed", "tokens per second", "tokens_per_second", trainings));
  }

  private static Block chart(
      String title, String unit, String key, SortedMap<String, List<JsonNode>> trainings) {
    List<Curve> curves = new ArrayList<>();
    trainings.forEach(
        (name, lines) ->
            curves.add(
                new Curve(
                    name,
                    lines.stream()
                        .filter(line -> line.path(key).isNumber())
                        .map(
                            line ->
                                new Point(line.path("step").asDouble(), line.get(key).asDouble()))
                        .toList())));
    return new LineChart(title, "optimizer step", unit, curves);
  }
}
