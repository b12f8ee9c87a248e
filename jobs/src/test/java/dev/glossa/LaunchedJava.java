package dev.glossa;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How Java runs behind the launcher where a test starts it. */
public final class LaunchedJava {

  /** Tests are over before the optimizing compiler pays. */
  public static final String QUICK = "-XX:TieredStopAtLevel=1";

  private static final String OPTIONS = "GLOSSA_JAVA_OPTS";

  /** A model's kernels need the optimizing compiler; these commands have no model. */
  private static final Set<String> WITHOUT_A_MODEL = Set.of("pack", "prepare", "vocab");

  private LaunchedJava() {}

  /** What a test adds to the options of each Java that runs a command. */
  public static List<String> options(String command) {
    return WITHOUT_A_MODEL.contains(command) ? List.of(QUICK) : List.of();
  }

  /**
   * The environment of a command.
   *
   * @param command the launcher's first argument
   * @param environment what the test wants in it
   */
  public static Map<String, String> environment(String command, Map<String, String> environment) {
    Map<String, String> all = new TreeMap<>(environment);
    for (String option : options(command)) {
      all.merge(OPTIONS, option, (own, more) -> own + " " + more);
    }
    return all;
  }
}
