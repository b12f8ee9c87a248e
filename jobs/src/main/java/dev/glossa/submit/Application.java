package dev.glossa.submit;

import java.util.List;
import java.util.SortedMap;

/**
 * What any service needs to know to run a command on Spark.
 *
 * @param command the command's name: {@code vocab train}
 * @param mainJar where the cluster finds Glossa
 * @param jars where it finds the other jars
 * @param settings Spark's, by key
 * @param arguments the command line after {@code glossa}
 */
record Application(
    String command,
    String mainJar,
    List<String> jars,
    SortedMap<String, String> settings,
    List<String> arguments) {

  static final String MAIN_CLASS = "dev.glossa.cli.Glossa";

  /** As it is called in a list of a cluster's applications. */
  String title() {
    return "glossa " + command;
  }
}
