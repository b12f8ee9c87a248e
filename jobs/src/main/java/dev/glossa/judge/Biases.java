package dev.glossa.judge;

import dev.glossa.agreement.Bootstrap;
import dev.glossa.agreement.PositionBias;
import dev.glossa.agreement.RankCorrelation;
import dev.glossa.evaluate.Metric;
import dev.glossa.judge.JudgeResult.Bias;
import dev.glossa.text.WordSegments;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What sways judges. Intervals are drawn over questions, with all that was said of each. */
final class Biases {
  private final WordSegments words = new WordSegments();
  private final JudgePrompt prompt;
  private final Raters raters;
  private final Bootstrap bootstrap;

  /** An answer's length and what it is held against. */
  private record Point(double length, double value) {}

  Biases(JudgePrompt prompt, Raters raters, Bootstrap bootstrap) {
    this.prompt = prompt;
    this.raters = raters;
    this.bootstrap = bootstrap;
  }

  /** The biases of each judge. */
  List<Bias> of(List<Judgement> judgements) {
    SortedMap<String, List<Judgement>> judges =
        judgements.stream()
            .filter(Judgement::isReadable)
            .collect(Collectors.groupingBy(Judgement::judge, TreeMap::new, Collectors.toList()));
    List<Bias> biases = new ArrayList<>();
    judges.forEach(
        (judge, own) -> {
          List<List<Judgement>> questions =
              List.copyOf(
                  own.stream()
                      .collect(
                          Collectors.groupingBy(Judgement::id, TreeMap::new, Collectors.toList()))
                      .values());
          biases.add(
              new Bias(
                  judge,
                  position(questions),
                  length(questions, (each, aspect) -> each.stars().get(aspect)),
                  length(
                      questions,
                      (each, aspect) ->
                          each.stars().get(aspect)
                              - raters.people(each.unit(), aspect).orElse(Double.NaN))));
        });
    return biases;
  }

  private Metric position(List<List<Judgement>> questions) {
    List<List<PositionBias.Moments>> moments =
        questions.stream()
            .map(
                question ->
                    List.of(
                        PositionBias.moments(
                            question.stream().flatMap(each -> placed(each).stream()).toList())))
            .toList();
    return metric(moments, PositionBias::slope);
  }

  private static List<PositionBias.Placed> placed(Judgement each) {
    return IntStream.range(0, each.order().size())
        .mapToObj(
            place -> {
              String aspect = each.order().get(place);
              return new PositionBias.Placed(
                  each.unit() + "\0" + aspect, place, each.stars().get(aspect));
            })
        .toList();
  }

  /** By aspect; without those that have no correlation. */
  private SortedMap<String, Metric> length(
      List<List<Judgement>> questions, ToDoubleBiFunction<Judgement, String> value) {
    SortedMap<String, Metric> length = new TreeMap<>();
    for (String aspect : prompt.aspectNames()) {
      List<List<Point>> points =
          questions.stream()
              .map(
                  question ->
                      question.stream()
                          .map(
                              each ->
                                  new Point(
                                      words.count(each.answer()),
                                      value.applyAsDouble(each, aspect)))
                          .filter(point -> !Double.isNaN(point.value()))
                          .toList())
              .filter(question -> !question.isEmpty())
              .toList();
      Metric metric = metric(points, Biases::correlation);
      if (metric != null) {
        length.put(aspect, metric);
      }
    }
    return length;
  }

  private static OptionalDouble correlation(List<Point> points) {
    return RankCorrelation.of(
        points.stream().mapToDouble(Point::length).toArray(),
        points.stream().mapToDouble(Point::value).toArray());
  }

  /**
   * A statistic of all clusters' members, with the interval over clusters; null if there is none.
   */
  private <T> Metric metric(List<List<T>> clusters, Function<List<T>, OptionalDouble> statistic) {
    OptionalDouble value = statistic.apply(clusters.stream().flatMap(List::stream).toList());
    if (value.isEmpty()) {
      return null;
    }
    return bootstrap
        .interval(
            clusters.size(),
            drawn -> {
              List<T> members = new ArrayList<>();
              for (int cluster : drawn) {
                members.addAll(clusters.get(cluster));
              }
              return statistic.apply(members).orElse(Double.NaN);
            })
        .map(
            interval ->
                new Metric(
                    value.getAsDouble(),
                    interval.standardError(),
                    List.of(interval.low(), interval.high()),
                    clusters.size()))
        .orElse(new Metric(value.getAsDouble(), null, null, clusters.size()));
  }
}
