package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;
import dev.glossa.tokenizer.pattern.Node.Place;
import java.util.ArrayList;
import java.util.List;

/** A pattern as steps for {@link Matcher}. */
final class Program {

  private static final int MAX_STEPS = 20_000;

  enum Kind {
    /** Takes a character of {@code set}. */
    CHARACTER,
    /** Goes to {@code first}, and if that fails to {@code second}. */
    SPLIT,
    /** Goes to {@code first}. */
    JUMP,
    /** Goes on where {@code place} is. */
    BOUNDARY,
    /** Matches {@code part} and goes on behind it. */
    ATOMIC,
    /** Goes on if {@code part} matches ahead, or, with {@code second} 1, if not. */
    AHEAD,
    /** The same for what stands {@code first} characters behind. */
    BEHIND,
    /** Notes the place in register {@code first}. */
    MARK,
    /** Ends a loop that took nothing since the mark {@code first}: goes to {@code second}. */
    CHECK,
    MATCH
  }

  record Step(Kind kind, int first, int second, UnicodeSet set, Place place, Program part) {

    static Step of(Kind kind, int first, int second) {
      return new Step(kind, first, second, null, null, null);
    }
  }

  private final String pattern;
  private final List<Step> steps = new ArrayList<>();
  private int registers;

  private Program(String pattern) {
    this.pattern = pattern;
  }

  static Program of(String pattern, Node node) {
    Program program = new Program(pattern);
    program.compile(node);
    program.add(Step.of(Kind.MATCH, 0, 0));
    return program;
  }

  String pattern() {
    return pattern;
  }

  Step step(int index) {
    return steps.get(index);
  }

  int registers() {
    return registers;
  }

  private void add(Step step) {
    if (steps.size() == MAX_STEPS) {
      throw new UnsupportedPatternException(
          "The pattern '%s' is too large: simplify its repetitions.".formatted(pattern));
    }
    steps.add(step);
  }

  private void compile(Node node) {
    if (node instanceof Node.Characters one) {
      add(new Step(Kind.CHARACTER, 0, 0, one.set(), null, null));
    } else if (node instanceof Node.Concatenation all) {
      all.parts().forEach(this::compile);
    } else if (node instanceof Node.Alternation any) {
      alternation(any.choices());
    } else if (node instanceof Node.Repetition repetition) {
      repetition(repetition);
    } else if (node instanceof Node.Boundary boundary) {
      add(new Step(Kind.BOUNDARY, 0, 0, null, boundary.place(), null));
    } else if (node instanceof Node.Atomic atomic) {
      add(new Step(Kind.ATOMIC, 0, 0, null, null, of(pattern, atomic.body())));
    } else if (node instanceof Node.Look look) {
      add(
          new Step(
              look.isAhead() ? Kind.AHEAD : Kind.BEHIND,
              look.body().width(),
              look.isNegative() ? 1 : 0,
              null,
              null,
              of(pattern, look.body())));
    }
  }

  private void alternation(List<Node> choices) {
    List<Integer> jumps = new ArrayList<>();
    for (int i = 0; i < choices.size() - 1; i++) {
      int split = steps.size();
      add(null);
      compile(choices.get(i));
      jumps.add(steps.size());
      add(null);
      steps.set(split, Step.of(Kind.SPLIT, split + 1, steps.size()));
    }
    compile(choices.get(choices.size() - 1));
    jumps.forEach(jump -> steps.set(jump, Step.of(Kind.JUMP, steps.size(), 0)));
  }

  private void repetition(Node.Repetition repetition) {
    for (int i = 0; i < repetition.least(); i++) {
      compile(repetition.body());
    }
    if (repetition.most() < 0) {
      loop(repetition);
    }
    List<Integer> splits = new ArrayList<>();
    for (int i = repetition.least(); i < repetition.most(); i++) {
      splits.add(steps.size());
      add(null);
      compile(repetition.body());
    }
    splits.forEach(
        split -> steps.set(split, split(repetition.isGreedy(), split + 1, steps.size())));
  }

  private void loop(Node.Repetition repetition) {
    int split = steps.size();
    add(null);
    boolean mayTakeNothing = repetition.body().isNullable();
    int register = registers;
    if (mayTakeNothing) {
      registers++;
      add(Step.of(Kind.MARK, register, 0));
    }
    compile(repetition.body());
    if (mayTakeNothing) {
      add(Step.of(Kind.CHECK, register, steps.size() + 2));
    }
    add(Step.of(Kind.JUMP, split, 0));
    steps.set(split, split(repetition.isGreedy(), split + 1, steps.size()));
  }

  private static Step split(boolean isGreedy, int body, int end) {
    return isGreedy ? Step.of(Kind.SPLIT, body, end) : Step.of(Kind.SPLIT, end, body);
  }
}
