package dev.glossa.switching;

import dev.glossa.SharedData;
import dev.glossa.switching.PlantedSwitches.Answer;
import dev.glossa.switching.PlantedSwitches.Half;
import dev.glossa.switching.SwitchedSpan.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the detector finds of planted switches, and how often it finds one where none was planted,
 * for every language of a corpus but English.
 */
record SwitchAccuracy(List<Found> planted, List<FalseAlarms> unplanted) {

  /** What is planted, seen from the answer. */
  enum Relation {
    /** English, in an answer in another script. */
    ENGLISH,
    /** A language of the answer's script. */
    SAME_SCRIPT,
    /** A language of another script than the answer's and Latin. */
    OTHER_SCRIPT
  }

  record Found(Relation relation, String language, String donor, Kind kind, int found, int of) {}

  record FalseAlarms(String language, List<String> found, int of) {}

  /**
   * Measures one half of a corpus.
   *
   * @param answers with nothing planted, of a language
   * @param plantedAnswers of a language, a donor and a kind
   */
  static SwitchAccuracy measure(Path corpus, Half half, int answers, int plantedAnswers) {
    List<PlantedSwitches> languages =
        SharedData.names(corpus).stream()
            .map(language -> PlantedSwitches.of(language, half, corpus))
            .toList();
    List<Found> planted = new ArrayList<>();
    List<FalseAlarms> unplanted = new ArrayList<>();
    for (PlantedSwitches language : languages) {
      if (language.language().equals("en")) {
        continue;
      }
      SwitchDetector detector = SwitchDetector.of(language.language());
      unplanted.add(falseAlarms(detector, language, answers));
      for (PlantedSwitches donor : donors(language, languages)) {
        for (Kind kind : Kind.values()) {
          planted.add(found(detector, language, donor, kind, plantedAnswers));
        }
      }
    }
    return new SwitchAccuracy(planted, unplanted);
  }

  /** English, all languages of the same script, and one of another script. */
  private static List<PlantedSwitches> donors(
      PlantedSwitches language, List<PlantedSwitches> languages) {
    Predicate<PlantedSwitches> near =
        other ->
            other != language && (other.language().equals("en") || other.sharesScript(language));
    List<PlantedSwitches> far =
        languages.stream()
            .filter(other -> relation(language, other) == Relation.OTHER_SCRIPT)
            .toList();
    PlantedSwitches one = far.get(Math.floorMod(language.language().hashCode(), far.size()));
    return Stream.concat(languages.stream().filter(near), Stream.of(one)).toList();
  }

  private static Relation relation(PlantedSwitches language, PlantedSwitches donor) {
    return donor.sharesScript(language)
        ? Relation.SAME_SCRIPT
        : donor.language().equals("en") ? Relation.ENGLISH : Relation.OTHER_SCRIPT;
  }

  private static FalseAlarms falseAlarms(
      SwitchDetector detector, PlantedSwitches language, int count) {
    List<String> found = new ArrayList<>();
    for (Answer answer : language.unplanted(count)) {
      CodeSwitching switching = detector.detect(answer.text());
      if (!switching.spans().isEmpty()) {
        SwitchedSpan first = switching.spans().get(0);
        found.add(first.language() + ": " + first.in(answer.text()));
      }
    }
    return new FalseAlarms(language.language(), found, count);
  }

  private static Found found(
      SwitchDetector detector,
      PlantedSwitches language,
      PlantedSwitches donor,
      Kind kind,
      int count) {
    long found =
        language.planted(donor, kind, count).stream()
            .filter(
                answer ->
                    detector.detect(answer.text()).spans().stream().anyMatch(answer::overlaps))
            .count();
    return new Found(
        relation(language, donor), language.language(), donor.language(), kind, (int) found, count);
  }

  /** Share of what is planted that is found, of all languages together. */
  double recall(Relation relation, Kind kind) {
    List<Found> all =
        planted.stream()
            .filter(found -> found.relation() == relation && found.kind() == kind)
            .toList();
    return all.stream().mapToInt(Found::found).sum()
        / (double) all.stream().mapToInt(Found::of).sum();
  }

  /** Share of the answers with nothing planted in which something is found. */
  double falseAlarmRate() {
    return unplanted.stream().mapToInt(alarms -> alarms.found().size()).sum()
        / (double) unplanted.stream().mapToInt(FalseAlarms::of).sum();
  }

  /** Of answers of which every second has such a switch, the share of the right among the found. */
  double precision(Relation relation, Kind kind) {
    double recall = recall(relation, kind);
    return recall / (recall + falseAlarmRate());
  }
}
