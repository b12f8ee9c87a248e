package dev.glossa.study;

import java.util.function.Function;

/**
 * Something that the paper found, and how a study answers it.
 *
 * @param name short and stable, for results.json
 * @param claim what the paper found, in our words, with its numbers
 * @param place the table, figure or section of the paper
 * @param judge the study's answer; a pure function
 */
record Finding(String name, String claim, String place, Function<Study, Verdict> judge) {

  /** The finding with the study's answer. */
  Judged in(Study study) {
    return new Judged(this, judge.apply(study));
  }

  /** A finding and a study's answer to it. */
  record Judged(Finding finding, Verdict verdict) {}
}
