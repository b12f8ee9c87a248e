package dev.glossa;

import java.util.ArrayList;
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

  /** For the others, which need it for their kernels, but not for everything that Spark runs. */
  private static final List<String> RELUCTANT =
      List.of("-XX:Tier4InvocationThreshold=50000", "-XX:Tier4CompileThreshold=150000");

  private LaunchedJava() {}

  /** What a test adds to the options of each Java that runs a command. */
  public static List<String> options(String command) {
    return WITHOUT_A_MODEL.contains(command) ? List.of(QUICK) : RELUCTANT;
  }

  /**
   * The environment of a command.
   *
   * @param arguments the launcher's
   * @param environment what the test wants in it
   */
  public static Map<String, String> environment(
      List<String> arguments, Map<String, String> environment) {
    List<String> options = new ArrayList<>(options(arguments.get(0)));
    if (isEmbedded(arguments)) {
      options.add("-XX:SharedArchiveFile=" + LaunchedClasses.archive());
    }
    Map<String, String> all = new TreeMap<>(environment);
    all.merge(OPTIONS, String.join(" ", options), (own, more) -> own + " " + more);
    return all;
  }

  /** Whether Spark runs in the launched process itself. */
  private static boolean isEmbedded(List<String> arguments) {
    return arguments.stream().noneMatch(Set.of("--master", "--platform", "--help")::contains)
        && !Set.of("decode", "encode").contains(arguments.get(0));
  }
}
