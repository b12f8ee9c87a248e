package dev.glossa.judge;

import dev.glossa.agreement.Bootstrap;
import dev.glossa.evaluate.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The stars that a judge gave to a model's answers. A question counts once, with the mean of its
 * repetitions; intervals are drawn over questions.
 *
 * @param judge who judged, as URL#NAME
 * @param model whose answers; empty if nobody says it
 * @param overall by aspect; {@value #AVERAGE} is the mean of the aspects
 * @param categories the same of each category
 * @param languages the same of each language
 * @param judged judgements with stars
 * @param unreadable judgements without
 */
public record Scores(
    String judge,
    String model,
    SortedMap<String, Metric> overall,
    SortedMap<String, SortedMap<String, Metric>> categories,
    SortedMap<String, SortedMap<String, Metric>> languages,
    long judged,
    long unreadable) {

  /** The mean of all aspects, as LLMEval's overall is. */
  public static final String AVERAGE = "average";

  /** A table for each judge and model, in the order in which they come. */
  static List<Scores> of(List<Judgement> judgements, Bootstrap bootstrap) {
    Map<List<String>, List<Judgement>> groups =
        judgements.stream()
            .collect(
                Collectors.groupingBy(
                    each -> List.of(each.judge(), each.model()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Scores> scores = new ArrayList<>();
    groups.forEach((names, group) -> scores.add(of(names.get(0), names.get(1), group, bootstrap)));
    return scores;
  }

  private static Scores of(
      String judge, String model, List<Judgement> judgements, Bootstrap bootstrap) {
    List<Judgement> readable = judgements.stream().filter(Judgement::isReadable).toList();
    return new Scores(
        judge,
        model,
        metrics(readable, bootstrap),
        groups(readable, Judgement::category, bootstrap),
        groups(readable, Judgement::language, bootstrap),
        readable.size(),
        judgements.size() - readable.size());
  }

  private static SortedMap<String, SortedMap<String, Metric>> groups(
      List<Judgement> judgements, Function<Judgement, String> group, Bootstrap bootstrap) {
    SortedMap<String, SortedMap<String, Metric>> groups = new TreeMap<>();
    judgements.stream()
        .filter(each -> group.apply(each) != null)
        .collect(Collectors.groupingBy(group))
        .forEach((name, members) -> groups.put(name, metrics(members, bootstrap)));
    return groups;
  }

  private static SortedMap<String, Metric> metrics(
      List<Judgement> judgements, Bootstrap bootstrap) {
    SortedMap<String, SortedMap<String, List<Double>>> stars = new TreeMap<>();
    for (Judgement each : judgements) {
      each.stars()
          .forEach((aspect, count) -> add(stars, aspect, each.questionName(), count.doubleValue()));
      add(stars, AVERAGE, each.questionName(), each.average());
    }
    SortedMap<String, Metric> metrics = new TreeMap<>();
    stars.forEach(
        (aspect, questions) ->
            metrics.put(
                aspect,
                mean(
                    questions.values().stream()
                        .mapToDouble(
                            each -> each.stream().mapToDouble(x -> x).average().orElseThrow())
                        .toArray(),
                    bootstrap)));
    return metrics;
  }

  private static void add(
      SortedMap<String, SortedMap<String, List<Double>>> stars,
      String aspect,
      String question,
      double value) {
    stars
        .computeIfAbsent(aspect, name -> new TreeMap<>())
        .computeIfAbsent(question, id -> new ArrayList<>())
        .add(value);
  }

  private static Metric mean(double[] values, Bootstrap bootstrap) {
    double mean = java.util.Arrays.stream(values).average().orElseThrow();
    return bootstrap
        .ofMean(values)
        .map(
            interval ->
                new Metric(
                    mean,
                    interval.standardError(),
                    List.of(interval.low(), interval.high()),
                    values.length))
        .orElse(new Metric(mean, null, null, values.length));
  }
}
