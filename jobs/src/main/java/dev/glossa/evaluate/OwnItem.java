package dev.glossa.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A question of a task of one's own.
 *
 * @param subject the line's subject, or the task's name
 * @param id the line's id, or its number from 0
 * @param asked the question as it is asked
 * @param options what is to be chosen from; empty where the answer is in words
 * @param answers the right answers: one of the options, or all texts that are right
 */
record OwnItem(String subject, String id, String asked, List<String> options, List<String> answers)
    implements Item {

  OwnItem {
    options = List.copyOf(options);
    answers = List.copyOf(answers);
  }

  @Override
  public String gold() {
    return answers.get(0);
  }

  /** The question with its right answer, as an example. */
  String example(OwnTaskDefinition definition) {
    return asked + definition.delimiter() + gold() + definition.separator();
  }

  /**
   * @throws dev.glossa.job.GlossaException (bad input) naming file and line of what is no question
   */
  static OwnItem of(String task, OwnTaskDefinition definition, BenchmarkFile.Line line, int index) {
    Map<String, String> fields = new HashMap<>();
    line.json()
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                fields.put(field.getKey(), field.getValue().asText());
              }
            });
    boolean choice = definition.kind() == OwnTaskDefinition.Kind.CHOICE;
    List<String> options = choice ? line.texts("options") : List.of();
    if (choice) {
      fields.put("choices", lettered(options));
    }
    try {
      return new OwnItem(
          fields.getOrDefault("subject", task),
          fields.getOrDefault("id", Integer.toString(index)),
          definition.ask(fields),
          options,
          choice ? List.of(options.get(right(line, options))) : texts(line));
    } catch (IllegalArgumentException e) {
      throw line.bad(e.getMessage());
    }
  }

  private static String lettered(List<String> options) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      lines.add((char) ('A' + i) + ". " + options.get(i));
    }
    return String.join("\n", lines);
  }

  /** The answer is the option's place from 0, its letter, or its text. */
  private static int right(BenchmarkFile.Line line, List<String> options) {
    JsonNode answer = line.json().path("answer");
    int index = answer.isInt() ? answer.asInt() : options.indexOf(answer.asText());
    if (!answer.isInt() && index < 0 && answer.asText().length() == 1) {
      index = answer.asText().charAt(0) - 'A';
    }
    if (index < 0 || index >= options.size()) {
      throw new IllegalArgumentException(
          "has the answer %s and only %d options".formatted(answer, options.size()));
    }
    return index;
  }

  private static List<String> texts(BenchmarkFile.Line line) {
    if (!line.json().path("answer").isArray()) {
      return List.of(line.text("answer"));
    }
    List<String> answers = line.texts("answer");
    if (answers.isEmpty()) {
      throw line.bad("has an empty list 'answer'");
    }
    return answers;
  }
}
