package dev.glossa.study;

import java.util.Collection;

/** What an interval says of a bound. */
enum Answer {
  YES,
  NO,
  /** The interval holds the bound. */
  OPEN;

  /** Yes for no and no for yes. */
  Answer not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case OPEN -> OPEN;
    };
  }

  /** Yes if all are, no if one is, else open. */
  static Answer all(Collection<Answer> answers) {
    return answers.contains(NO) ? NO : answers.contains(OPEN) ? OPEN : YES;
  }
}
