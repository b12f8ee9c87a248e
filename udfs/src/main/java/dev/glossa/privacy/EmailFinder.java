package dev.glossa.privacy;

/** E-mail addresses of ASCII characters, found from their at signs (RFC 5321's lengths). */
final class EmailFinder implements Finder {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_DOMAIN = 253;
  private static final String IN_NAMES = "._%+-'";

  @Override
  public void find(FoldedText text, Spans spans) {
    String characters = text.text();
    for (int at = characters.indexOf('@'); at >= 0; at = characters.indexOf('@', at + 1)) {
      int start = nameStart(text, at);
      int end = domainEnd(text, at + 1);
      if (start < at && end > 0) {
        spans.claim(start, end, PersonalData.EMAIL);
      }
    }
  }

  private static int nameStart(FoldedText text, int at) {
    int start = at;
    while (start > 0 && at - start < LONGEST_NAME && isInName(text, start - 1)) {
      start--;
    }
    while (start < at && !text.isWord(start)) {
      start++;
    }
    return start;
  }

  private static boolean isInName(FoldedText text, int index) {
    return text.isWord(index) || IN_NAMES.indexOf(text.text().charAt(index)) >= 0;
  }

  /** Where the domain ends that begins at the index, behind a top-level domain; -1 if none does. */
  private static int domainEnd(FoldedText text, int start) {
    int end = -1;
    int label = start;
    int i = start;
    for (; i <= text.text().length() && i - start <= LONGEST_DOMAIN; i++) {
      boolean dot = i < text.text().length() && text.text().charAt(i) == '.';
      boolean hyphen = i < text.text().length() && text.text().charAt(i) == '-';
      if (text.isWord(i) || (hyphen && i > label)) {
        continue;
      }
      boolean valid = i > label && i - label <= LONGEST_LABEL && text.text().charAt(i - 1) != '-';
      if (!valid) {
        break;
      }
      if (label > start && isTopLevel(text.text(), label, i)) {
        end = i;
      }
      if (!dot) {
        break;
      }
      label = i + 1;
    }
    return end;
  }

  private static boolean isTopLevel(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
        return text.startsWith("xn--", start);
      }
    }
    return end - start >= 2 && end - start <= 24;
  }
}
