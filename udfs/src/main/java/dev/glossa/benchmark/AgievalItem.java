package dev.glossa.benchmark;

import java.io.Serializable;
import java.util.List;

/**
 * A line of an AGIEval file.
 *
 * @param passage what the question is about; null for none
 * @param question the question
 * @param options "(A)…", "(B)…"; empty for a cloze question
 * @param label the right letters; null for none
 * @param answer the right answer of a cloze question; null for none
 */
public record AgievalItem(
    String passage, String question, List<String> options, Label label, String answer)
    implements Serializable {

  /**
   * Right letters.
   *
   * @param letters one string, as "C", or "AD"; or a list of them
   * @param list whether the file has a list, which a single string never equals
   */
  public record Label(List<String> letters, boolean list) implements Serializable {
    public Label {
      letters = List.copyOf(letters);
    }

    boolean isEmpty() {
      return letters.isEmpty() || (!list && letters.get(0).isEmpty());
    }

    /** As Python writes it into a prompt. */
    String text() {
      return list ? "['" + String.join("', '", letters) + "']" : letters.get(0);
    }
  }

  public AgievalItem {
    options = List.copyOf(options);
  }

  /** What is right: the label, else the answer; null if there is neither. */
  public Label gold() {
    if (label != null && !label.isEmpty()) {
      return label;
    }
    return answer == null ? null : new Label(List.of(answer), false);
  }

  String passageOrNothing() {
    return passage == null ? "" : passage;
  }

  String joinedOptions() {
    return String.join(" ", options);
  }
}
