package dev.glossa.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.SortedMap;

/**
 * The results in the layout of lm-evaluation-harness 0.4, for tools that read its {@code
 * results_*.json}: a task with parts is a group, whose subtasks are named {@code TASK_PART}. Times
 * and machines, which it has, too, are not in it.
 */
final class HarnessResults {
  /** Its tools look for this beginning; the rest is a date there. */
  static final String FILE = "harness/results_glossa.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Set<String> LOWER_IS_BETTER =
      Set.of(
          "word_perplexity",
          "byte_perplexity",
          "token_perplexity",
          "bits_per_byte",
          "code_switching_rate",
          "other_language_rate");

  private final ObjectNode root = JSON.createObjectNode();
  private final EvaluateResult result;

  private HarnessResults(EvaluateResult result) {
    this.result = result;
    for (String section :
        new String[] {
          "results",
          "groups",
          "group_subtasks",
          "configs",
          "versions",
          "n-shot",
          "higher_is_better",
          "n-samples"
        }) {
      root.putObject(section);
    }
  }

  static byte[] json(EvaluateResult result) {
    HarnessResults harness = new HarnessResults(result);
    result.results().forEach(harness::add);
    harness.addSettings();
    try {
      return JSON.writeValueAsBytes(harness.root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(String task, SortedMap<String, Metric> metrics) {
    addTask(task, task, task, metrics);
    SortedMap<String, SortedMap<String, Metric>> parts = result.groups().get(task);
    if (parts == null) {
      section("group_subtasks").putArray(task);
      return;
    }
    section("groups").set(task, section("results").get(task));
    parts.forEach(
        (part, values) -> {
          String name = task + "_" + part;
          section("group_subtasks").withArray(task).add(name);
          addTask(task, name, " - " + part, values);
        });
  }

  private void addTask(String task, String name, String alias, SortedMap<String, Metric> metrics) {
    ObjectNode values = section("results").putObject(name).put("alias", alias);
    ObjectNode higherIsBetter = section("higher_is_better").putObject(name);
    metrics.forEach(
        (metric, value) -> {
          values.put(metric + ",none", value.value());
          if (value.stderr() == null) {
            values.put(metric + "_stderr,none", "N/A");
          } else {
            values.put(metric + "_stderr,none", value.stderr());
          }
          higherIsBetter.put(metric, !LOWER_IS_BETTER.contains(metric));
        });
    long items = metrics.values().stream().mapToLong(Metric::n).max().orElse(0);
    section("n-samples").putObject(name).put("original", items).put("effective", items);
    section("configs").putObject(name).put("task", name);
    section("versions").put(name, result.versions().get("glossa"));
    String shots =
        result.settings().get(EvaluateResult.key(task, "shots", result.results().size()));
    if (shots != null && shots.matches("\\d+")) {
      section("n-shot").put(name, Integer.parseInt(shots));
    }
  }

  private void addSettings() {
    ObjectNode config = root.putObject("config").put("model", "glossa");
    config.put("model_args", "pretrained=" + result.model());
    result.settings().forEach(config::put);
    root.putObject("task_hashes");
    root.put("model_source", "glossa");
    root.put("model_name", result.model());
    root.put("model_name_sanitized", result.model().replaceAll("[\"<>:/|\\\\?*\\[\\]]+", "__"));
  }

  private ObjectNode section(String name) {
    return (ObjectNode) root.get(name);
  }
}
