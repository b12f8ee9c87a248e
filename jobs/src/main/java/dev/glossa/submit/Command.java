package dev.glossa.submit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command of another program, word by word.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {

  Command {
    words = List.copyOf(words);
  }

  static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** The same with more arguments. */
  Command and(String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new Command(all);
  }

  /** The same with an option, unless it has no value. */
  Command option(String name, String value) {
    return value == null ? this : and(name, value);
  }

  /** As it is typed into a shell. */
  String line() {
    return words.stream().map(Command::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    if (word.matches("[\\w@%+=:,./-]+")) {
      return word;
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
