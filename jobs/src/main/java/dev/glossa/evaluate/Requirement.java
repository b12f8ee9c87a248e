package dev.glossa.evaluate;

import dev.glossa.job.GlossaException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound that a result is held to: {@code TASK.METRIC<=X}.
 *
 * @param task the task
 * @param metric its metric
 * @param relation one of {@code <= < >= >}
 * @param bound the bound
 */
public record Requirement(String task, String metric, String relation, double bound) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([\\w-]+)\\.([\\w-]+)\\s*(<=|<|>=|>)\\s*(\\S+)\\s*");

  /**
   * @throws GlossaException (usage) if the text is no requirement
   */
  public static Requirement parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      try {
        return new Requirement(
            form.group(1), form.group(2), form.group(3), Double.parseDouble(form.group(4)));
      } catch (NumberFormatException e) {
        // The sentence below says it.
      }
    }
    throw GlossaException.usage(
        "'%s' is no requirement: write TASK.METRIC<=X, for instance 'mmlu.acc>=0.3'.", text);
  }

  /**
   * Refuses a requirement that no result can meet, before anything is measured.
   *
   * @param tasks that are measured
   * @throws GlossaException (usage) if the task is none of them
   */
  public void requireOneOf(List<String> tasks) {
    if (!tasks.contains(task)) {
      throw GlossaException.usage(
          "'%s.%s' is required, but '%s' is none of the tasks %s: add it by --task, or leave the"
              + " requirement out.",
          task, metric, task, tasks);
    }
  }

  /**
   * @throws GlossaException (requirement) if the result falls short of it, (usage) if the result
   *     has no such metric
   */
  public void check(EvaluateResult result) {
    if (!result.results().containsKey(task) || !result.results().get(task).containsKey(metric)) {
      throw GlossaException.usage(
          "'%s.%s' is required, but there is no such result: there are %s.",
          task, metric, result.results().keySet());
    }
    double value = result.results().get(task).get(metric).value();
    boolean met =
        switch (relation) {
          case "<=" -> value <= bound;
          case "<" -> value < bound;
          case ">=" -> value >= bound;
          default -> value > bound;
        };
    if (!met) {
      throw GlossaException.requirement(
          "%s.%s is %s, which does not meet the requirement '%s%s'.",
          task, metric, value, relation, bound);
    }
  }
}
