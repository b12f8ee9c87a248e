package dev.glossa.judge;

import dev.glossa.benchmark.ChatMessage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A question of a set.
 *
 * @param id its name in the set of its language
 * @param category its kind; may be null
 * @param language ISO 639-1; null if nobody says it
 * @param dialog the turns up to the one that is to be answered, which is the user's
 * @param reference a correct answer; null if there is none
 */
record Question(
    String id, String category, String language, List<ChatMessage> dialog, String reference) {
  Question {
    dialog = List.copyOf(dialog);
  }

  /** Its name among the questions of all languages: a translation has the id of its original. */
  String name() {
    return name(language, id);
  }

  static String name(String language, String id) {
    return (language == null ? "" : language) + "\0" + id;
  }

  /** The question; of a longer conversation all turns, each with its role. */
  String text() {
    return dialog.size() == 1
        ? dialog.get(0).content()
        : dialog.stream()
            .map(turn -> turn.role() + ": " + turn.content())
            .collect(Collectors.joining("\n\n"));
  }
}
