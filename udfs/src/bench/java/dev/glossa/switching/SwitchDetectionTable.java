package dev.glossa.switching;

import dev.glossa.switching.PlantedSwitches.Half;
import dev.glossa.switching.SwitchAccuracy.Relation;
import dev.glossa.switching.SwitchedSpan.Kind;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints recall and precision of the detector on planted switches, and what it finds where none is.
 *
 * <p>{@code SwitchDetectionTable CORPUS TUNING|HELD_OUT [ANSWERS]}
 */
public final class SwitchDetectionTable {

  private SwitchDetectionTable() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    int answers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 300;
    SwitchAccuracy accuracy =
        SwitchAccuracy.measure(Path.of(arguments[0]), Half.valueOf(arguments[1]), answers, answers);
    System.out.println("| answer in | planted | word | phrase | sentence |");
    System.out.println("|---|---|---|---|---|");
    for (int i = 0; i < accuracy.planted().size(); i += Kind.values().length) {
      SwitchAccuracy.Found first = accuracy.planted().get(i);
      System.out.printf("| %s | %s |", first.language(), first.donor());
      for (int k = 0; k < Kind.values().length; k++) {
        SwitchAccuracy.Found found = accuracy.planted().get(i + k);
        System.out.printf(Locale.ROOT, " %.2f |", (double) found.found() / found.of());
      }
      System.out.println();
    }
    for (Relation relation : Relation.values()) {
      for (Kind kind : Kind.values()) {
        System.out.printf(
            Locale.ROOT,
            "%s %s: recall %.3f, precision %.3f%n",
            relation,
            kind,
            accuracy.recall(relation, kind),
            accuracy.precision(relation, kind));
      }
    }
    System.out.printf(Locale.ROOT, "false alarms: %.4f%n", accuracy.falseAlarmRate());
    accuracy
        .unplanted()
        .forEach(
            alarms ->
                System.out.printf(
                    "%s: %d of %d: %s%n",
                    alarms.language(),
                    alarms.found().size(),
                    alarms.of(),
                    String.join(" | ", alarms.found())));
  }
}
