package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;
import java.util.List;

/** The tree of a pattern. */
sealed interface Node {

  /** One character of a set. */
  record Characters(UnicodeSet set) implements Node {}

  record Concatenation(List<Node> parts) implements Node {}

  /** The first that leads to a match. */
  record Alternation(List<Node> choices) implements Node {}

  /**
   * @param most -1 without a bound
   */
  record Repetition(Node body, int least, int most, boolean isGreedy) implements Node {}

  /** What has matched once is not tried in another way. */
  record Atomic(Node body) implements Node {}

  /** What stands ahead, or behind, is looked at and not taken. */
  record Look(Node body, boolean isAhead, boolean isNegative) implements Node {}

  record Boundary(Place place) implements Node {}

  /** Where no character is taken. */
  enum Place {
    LINE_START,
    LINE_END,
    TEXT_START,
    TEXT_END,
    TEXT_END_OR_LAST_NEWLINE,
    WORD,
    NO_WORD
  }

  /** Whether it can match nothing. */
  default boolean isNullable() {
    if (this instanceof Characters) {
      return false;
    }
    if (this instanceof Concatenation all) {
      return all.parts.stream().allMatch(Node::isNullable);
    }
    if (this instanceof Alternation any) {
      return any.choices.stream().anyMatch(Node::isNullable);
    }
    if (this instanceof Repetition repeated) {
      return repeated.least == 0 || repeated.body.isNullable();
    }
    return !(this instanceof Atomic atomic) || atomic.body.isNullable();
  }

  /** How many characters it takes, or -1 if that varies. */
  default int width() {
    if (this instanceof Characters) {
      return 1;
    }
    if (this instanceof Concatenation all) {
      int sum = 0;
      for (Node part : all.parts) {
        int width = part.width();
        if (width < 0) {
          return -1;
        }
        sum += width;
      }
      return sum;
    }
    if (this instanceof Alternation any) {
      int width = any.choices.get(0).width();
      return any.choices.stream().allMatch(choice -> choice.width() == width) ? width : -1;
    }
    if (this instanceof Repetition repeated) {
      return repeated.least == repeated.most && repeated.body.width() >= 0
          ? repeated.least * repeated.body.width()
          : -1;
    }
    return this instanceof Atomic atomic ? atomic.body.width() : 0;
  }
}
