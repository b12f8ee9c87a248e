package dev.glossa.judge;

import dev.glossa.agreement.CohensKappa;
import dev.glossa.agreement.KrippendorffAlpha;
import dev.glossa.agreement.KrippendorffAlpha.Level;
import dev.glossa.job.GlossaException;
import dev.glossa.judge.JudgeResult.Agreement;
import dev.glossa.judge.JudgeResult.Alpha;
import dev.glossa.judge.JudgeResult.Kappa;
import dev.glossa.remote.RemoteModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who rated the answers: every repetition of every judge, and every person. A person is held
 * against the judges' first judgements.
 */
final class Raters {
  /** Stars by answer (its model and question) and aspect. */
  private record Rater(Map<String, Map<String, Integer>> stars) {
    Rater() {
      this(new TreeMap<>());
    }

    void add(String unit, String aspect, int count) {
      stars.computeIfAbsent(unit, u -> new TreeMap<>()).put(aspect, count);
    }

    Integer rating(String unit, String aspect) {
      return stars.getOrDefault(unit, Map.of()).get(aspect);
    }
  }

  private final JudgePrompt prompt;
  private final Map<String, List<Rater>> judges = new LinkedHashMap<>();
  private final Map<String, Rater> people = new TreeMap<>();
  private long matched;

  /**
   * @param judgements of all judges
   * @param scores of people; those about answers that were not judged are passed over
   * @throws GlossaException (bad input) if no score is about an answer
   */
  Raters(List<Judgement> judgements, List<HumanScores.Score> scores, JudgePrompt prompt) {
    this.prompt = prompt;
    for (Judgement each : judgements) {
      List<Rater> repeats = judges.computeIfAbsent(each.judge(), judge -> new ArrayList<>());
      while (repeats.size() <= each.repeat()) {
        repeats.add(new Rater());
      }
      if (each.isReadable()) {
        each.stars().forEach((aspect, n) -> repeats.get(each.repeat()).add(each.unit(), aspect, n));
      }
    }
    Map<String, List<Judgement>> byId =
        judgements.stream().collect(Collectors.groupingBy(Judgement::id));
    for (HumanScores.Score score : scores) {
      unit(score, byId.getOrDefault(score.id(), List.of()))
          .ifPresent(
              unit -> {
                matched++;
                people
                    .computeIfAbsent(score.person(), person -> new Rater())
                    .add(unit, score.aspect(), score.stars());
              });
    }
    if (!scores.isEmpty() && matched == 0) {
      throw GlossaException.badInput(
          "None of the %d scores of people is about an answer that was judged: their ids, models or"
              + " languages are other ones, as '%s'.",
          scores.size(), scores.get(0).id());
    }
  }

  /** The answer that a score is about; answers that name no model or language fit any. */
  private static Optional<String> unit(HumanScores.Score score, List<Judgement> sameId) {
    List<String> units =
        sameId.stream()
            .filter(
                each ->
                    fits(score.model(), each.model()) || fits(score.model(), nameOf(each.model())))
            .filter(each -> fits(score.language(), each.language()))
            .map(Judgement::unit)
            .distinct()
            .toList();
    if (units.size() > 1) {
      throw GlossaException.badInput(
          "The scores of people do not say which of %d answers to '%s' they are about: add the"
              + " columns 'llm_name' and 'language'.",
          units.size(), score.id());
    }
    return units.stream().findFirst();
  }

  /** People know a model behind a server by its name alone. */
  private static String nameOf(String model) {
    return RemoteModel.isRemote(model) ? RemoteModel.parse(model).name() : model;
  }

  private static boolean fits(String said, String is) {
    return said == null || is == null || is.isEmpty() || said.equals(is);
  }

  /** Scores of people about answers that were judged. */
  long matched() {
    return matched;
  }

  /** Mean stars of people for an answer; nothing if nobody rated it. */
  OptionalDouble people(String unit, String aspect) {
    return people.values().stream()
        .map(person -> person.rating(unit, aspect))
        .filter(java.util.Objects::nonNull)
        .mapToInt(n -> n)
        .average();
  }

  Agreement agreement() {
    List<Alpha> alphas = new ArrayList<>();
    List<Kappa> kappas = new ArrayList<>();
    List<Rater> firsts = judges.values().stream().map(repeats -> repeats.get(0)).toList();
    List<Rater> persons = List.copyOf(people.values());
    List<String> names = List.copyOf(judges.keySet());
    for (String aspect : prompt.aspectNames()) {
      judges.forEach((judge, repeats) -> alpha(judge + ", repeated", aspect, repeats, alphas));
      alpha("judges", aspect, firsts, alphas);
      alpha("people", aspect, persons, alphas);
      if (!persons.isEmpty()) {
        alpha(
            "judges and people",
            aspect,
            Stream.concat(firsts.stream(), persons.stream()).toList(),
            alphas);
      }
      judges.forEach(
          (judge, repeats) -> {
            kappa(
                judge,
                "the same again",
                aspect,
                repeats.get(0),
                repeats.subList(1, repeats.size()),
                kappas);
            kappa(judge, "people", aspect, repeats.get(0), persons, kappas);
          });
      for (int i = 0; i < names.size(); i++) {
        for (int j = i + 1; j < names.size(); j++) {
          kappa(names.get(i), names.get(j), aspect, firsts.get(i), List.of(firsts.get(j)), kappas);
        }
      }
    }
    return new Agreement(alphas, kappas);
  }

  private static void alpha(String name, String aspect, List<Rater> raters, List<Alpha> alphas) {
    if (raters.size() < 2) {
      return;
    }
    List<String> units =
        raters.stream()
            .flatMap(rater -> rater.stars().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    double[][] ratings =
        raters.stream()
            .map(
                rater ->
                    units.stream()
                        .map(unit -> rater.rating(unit, aspect))
                        .mapToDouble(stars -> stars == null ? Double.NaN : stars)
                        .toArray())
            .toArray(double[][]::new);
    long pairable =
        IntStream.range(0, units.size())
            .filter(unit -> Arrays.stream(ratings).filter(r -> !Double.isNaN(r[unit])).count() > 1)
            .count();
    alphas.add(
        new Alpha(
            name,
            aspect,
            value(KrippendorffAlpha.of(ratings, Level.ORDINAL)),
            value(KrippendorffAlpha.of(ratings, Level.INTERVAL)),
            raters.size(),
            pairable));
  }

  /** A rater beside others, whose pairs with it are taken together. */
  private void kappa(
      String first,
      String second,
      String aspect,
      Rater one,
      List<Rater> others,
      List<Kappa> kappas) {
    List<int[]> pairs =
        others.stream()
            .flatMap(
                other ->
                    other.stars().keySet().stream()
                        .filter(unit -> one.rating(unit, aspect) != null)
                        .filter(unit -> other.rating(unit, aspect) != null)
                        .map(
                            unit ->
                                new int[] {one.rating(unit, aspect), other.rating(unit, aspect)}))
            .collect(Collectors.toList());
    if (pairs.isEmpty()) {
      return;
    }
    int[] ours = pairs.stream().mapToInt(pair -> pair[0]).toArray();
    int[] theirs = pairs.stream().mapToInt(pair -> pair[1]).toArray();
    int low = prompt.lowest();
    int high = prompt.highest();
    kappas.add(
        new Kappa(
            first,
            second,
            aspect,
            value(CohensKappa.of(ours, theirs, low, high, CohensKappa.Weights.NONE)),
            value(CohensKappa.of(ours, theirs, low, high, CohensKappa.Weights.QUADRATIC)),
            pairs.stream().filter(pair -> pair[0] == pair[1]).count() / (double) pairs.size(),
            pairs.size()));
  }

  private static Double value(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
