package dev.glossa.switching;

import java.util.List;

/**
 * What {@link SwitchDetector} found in an answer.
 *
 * @param language in which the answer should be, ISO 639-1
 * @param spans its parts in other languages, in their order; none overlaps another
 * @param letters of the answer, those of code, addresses and the like not counted
 * @param otherLetters those of them that are in the spans
 */
public record CodeSwitching(
    String language, List<SwitchedSpan> spans, long letters, long otherLetters) {

  /** An answer with more than this in other languages did not switch: it never was in its own. */
  private static final double OTHER = 0.9;

  public CodeSwitching {
    spans = List.copyOf(spans);
  }

  /** Whether the answer is in its language, and goes over to another. */
  public boolean switches() {
    return !spans.isEmpty() && !inOtherLanguage();
  }

  /** Whether so many letters of an answer in other languages are nine tenths of it or more. */
  public static boolean isOther(double otherLetters, double letters) {
    return letters > 0 && otherLetters >= OTHER * letters;
  }

  /** Whether nine tenths or more of the answer are in other languages. */
  public boolean inOtherLanguage() {
    return isOther(otherLetters, letters);
  }
}
