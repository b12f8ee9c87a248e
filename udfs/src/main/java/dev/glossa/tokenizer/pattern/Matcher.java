package dev.glossa.tokenizer.pattern;

import dev.glossa.tokenizer.pattern.Node.Place;
import dev.glossa.tokenizer.pattern.Program.Step;
import java.util.Arrays;

/** Matches a pattern against one text. What is still to be tried lies on a stack of its own. */
final class Matcher {

  private static final long FREE_STEPS = 10_000_000;
  private static final long STEPS_PER_CHARACTER = 1000;

  private final Program program;
  private final int[] text;
  private final int size;
  private long stepsLeft;

  Matcher(Program program, int[] text, int size) {
    this.program = program;
    this.text = text;
    this.size = size;
    this.stepsLeft = FREE_STEPS + STEPS_PER_CHARACTER * size;
  }

  /** The end of the match that starts at {@code start}, or -1. */
  int match(int start) {
    return run(program, start);
  }

  /** Pairs of a step and a place; a negative step restores a register. */
  private static final class Backtrack {
    private int[] entries = new int[64];
    private int size;

    private void push(int step, int place) {
      if (size == entries.length) {
        entries = Arrays.copyOf(entries, size * 2);
      }
      entries[size++] = step;
      entries[size++] = place;
    }
  }

  private int run(Program part, int start) {
    Backtrack backtrack = null;
    int[] registers = part.registers() == 0 ? null : new int[part.registers()];
    int pc = 0;
    int at = start;
    while (true) {
      if (--stepsLeft < 0) {
        throw new IllegalStateException(
            "The tokenizer's pattern '%s' takes too many steps on a text of %d characters: use another pattern."
                .formatted(program.pattern(), size));
      }
      Step step = part.step(pc);
      boolean holds =
          switch (step.kind()) {
            case MATCH -> true;
            case CHARACTER -> at < size && step.set().contains(text[at++]);
            case SPLIT -> {
              if (backtrack == null) {
                backtrack = new Backtrack();
              }
              backtrack.push(step.second(), at);
              yield true;
            }
            case BOUNDARY -> isAt(step.place(), at);
            case ATOMIC -> {
              at = run(step.part(), at);
              yield at >= 0;
            }
            case AHEAD -> run(step.part(), at) >= 0 == (step.second() == 0);
            case BEHIND -> isBehind(step, at) == (step.second() == 0);
            case MARK -> {
              if (backtrack != null) {
                backtrack.push(-1 - step.first(), registers[step.first()]);
              }
              registers[step.first()] = at;
              yield true;
            }
            case JUMP, CHECK -> true;
          };
      if (holds) {
        switch (step.kind()) {
          case MATCH -> {
            return at;
          }
          case SPLIT, JUMP -> pc = step.first();
          case CHECK -> pc = registers[step.first()] == at ? step.second() : pc + 1;
          default -> pc++;
        }
        continue;
      }
      int restored = -1;
      while (backtrack != null && backtrack.size > 0 && restored < 0) {
        at = backtrack.entries[--backtrack.size];
        restored = backtrack.entries[--backtrack.size];
        if (restored < 0) {
          registers[-1 - restored] = at;
        }
      }
      if (restored < 0) {
        return -1;
      }
      pc = restored;
    }
  }

  private boolean isBehind(Step step, int at) {
    int start = at - step.first();
    return start >= 0 && run(step.part(), start) == at;
  }

  private boolean isAt(Place place, int at) {
    return switch (place) {
      case TEXT_START -> at == 0;
      case TEXT_END -> at == size;
      case TEXT_END_OR_LAST_NEWLINE -> at == size || (at == size - 1 && text[at] == '\n');
      case LINE_START -> at == 0 || (at < size && text[at - 1] == '\n');
      case LINE_END -> at == size || text[at] == '\n';
      case WORD -> isWord(at - 1) != isWord(at);
      case NO_WORD -> isWord(at - 1) == isWord(at);
    };
  }

  private boolean isWord(int at) {
    return at >= 0 && at < size && OnigurumaPattern.isWord(text[at]);
  }
}
