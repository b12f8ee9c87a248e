package dev.glossa.submit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers commands by a word in them, and keeps what it was asked. */
final class ScriptedShell implements Shell {
  private final Map<String, List<String>> answers = new LinkedHashMap<>();
  final List<Command> asked = new ArrayList<>();

  /**
   * The answers to commands that have this in their line, one after the other; the last stays.
   * null: it fails.
   */
  ScriptedShell answer(String part, String... texts) {
    answers.put(part, new ArrayList<>(Arrays.asList(texts)));
    return this;
  }

  @Override
  public Answer run(Command command) {
    asked.add(command);
    for (Map.Entry<String, List<String>> entry : answers.entrySet()) {
      if (command.line().contains(entry.getKey())) {
        List<String> texts = entry.getValue();
        String text = texts.size() > 1 ? texts.remove(0) : texts.get(0);
        return text == null
            ? new Answer(254, new byte[0], "Not Found")
            : new Answer(0, text.getBytes(StandardCharsets.UTF_8), "");
      }
    }
    return new Answer(254, new byte[0], "An error occurred: nobody expects this command");
  }

  @Override
  public int show(Command command) {
    return run(command).exitCode();
  }
}
