package dev.glossa.job;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the last run of a job in this folder went.
 *
 * @param schema 1
 * @param command the command of the job
 * @param exitCode null while it runs
 * @param sentence how it ended, for a person
 * @param counts what the job counted until then
 * @param settings every setting that decides the result, by configuration key
 */
record RunReport(
    int schema,
    String command,
    Integer exitCode,
    String sentence,
    SortedMap<String, Long> counts,
    SortedMap<String, Object> settings) {

  /** The file's name in a folder. */
  static final String FILE = "run.json";

  /** Of a run that has just begun. */
  static RunReport running(String command, SortedMap<String, Object> settings) {
    return new RunReport(1, command, null, "running", new TreeMap<>(), settings);
  }

  /** Of a run that never began. */
  static RunReport refused(
      String command, SortedMap<String, Object> settings, GlossaException refusal) {
    return new RunReport(
        1, command, refusal.exitCode().code(), refusal.getMessage(), new TreeMap<>(), settings);
  }
}
