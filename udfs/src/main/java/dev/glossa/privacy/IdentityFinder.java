package dev.glossa.privacy;

import java.util.List;
import java.util.regex.Matcher;

/** Numbers that a state gives a person, of the schemes of {@link IdentityScheme}. */
final class IdentityFinder implements Finder {

  private static final String NEVER_BEFORE = "._/=#@";

  /** Most letters that an id starts with. */
  private static final int MOST_LETTERS = 5;

  @Override
  public void find(FoldedText text, Spans spans) {
    Matcher[] matchers = new Matcher[IdentityScheme.ALL.size()];
    int done = 0;
    for (int number : text.numbers()) {
      int start = number < done ? -1 : start(text, number);
      int end = start < 0 ? -1 : idEnd(text, start, matchers);
      if (end > 0 && spans.claim(start, end, PersonalData.NATIONAL_ID)) {
        done = end;
      }
    }
  }

  /** Where an id may start that has the number, which capitals may precede; -1 if none may. */
  private static int start(FoldedText text, int number) {
    int start = number;
    while (start > 0
        && number - start <= MOST_LETTERS
        && isCapital(text.text().charAt(start - 1))) {
      start--;
    }
    if (start == 0) {
      return 0;
    }
    char before = text.text().charAt(start - 1);
    boolean inNumber = (before == '-' || before == ',') && start > 1 && text.isWord(start - 2);
    return text.isWord(start - 1) || NEVER_BEFORE.indexOf(before) >= 0 || inNumber ? -1 : start;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Where the id ends that starts at the index; -1 when none does. */
  private static int idEnd(FoldedText text, int index, Matcher[] matchers) {
    List<IdentityScheme> schemes = IdentityScheme.ALL;
    for (int k = 0; k < matchers.length; k++) {
      if (schemes.get(k).startsWithDigit() != text.isDigit(index)) {
        continue;
      }
      if (matchers[k] == null) {
        matchers[k] = schemes.get(k).pattern().matcher(text.text());
        matchers[k].useTransparentBounds(true).useAnchoringBounds(false);
      }
      matchers[k].region(index, text.text().length());
      if (matchers[k].lookingAt() && schemes.get(k).accepts(matchers[k].group(), text, index)) {
        return matchers[k].end();
      }
    }
    return -1;
  }
}
