package dev.glossa.privacy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys and tokens: those whose issuers gave them a sign, JSON Web Tokens, private keys in PEM form,
 * and values without order that are assigned to names such as {@code api_key}.
 */
final class KeyFinder implements Finder {

  private static final String PEM_START = "-----BEGIN ";
  private static final String PEM_END = "-----END ";
  private static final String PRIVATE = "PRIVATE KEY";

  /** Longest line that begins or ends a key in PEM form. */
  private static final int PEM_LINE = 80;

  private static final int LONGEST_PEM = 1 << 15;

  private static final Pattern SIGNED =
      Pattern.compile(
          "(?<![A-Za-z0-9_-])(?:"
              + "(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA)[A-Z0-9]{16}"
              + "|gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}"
              + "|glpat-[A-Za-z0-9_-]{20,64}|xox[abeprs]-[A-Za-z0-9-]{10,255}"
              + "|(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,255}"
              + "|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,255}|AIza[A-Za-z0-9_-]{35}"
              + "|ya29\\.[A-Za-z0-9_-]{20,255}|hf_[A-Za-z0-9]{30,64}|npm_[A-Za-z0-9]{36}"
              + "|pypi-[A-Za-z0-9_-]{50,255}|dop_v1_[a-f0-9]{64}"
              + "|SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}"
              + "|eyJ[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{10,1000}"
              + ")(?![A-Za-z0-9_-])");

  /** What stands before a value that is assigned to a name. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?:passw(?:or)?d|pwd|secret|token|api[_ -]?key|access[_ -]?key|account[_ -]?key"
              + "|private[_ -]?key|credential)[A-Za-z_]{0,16}[\"']?[ ]{0,4}(?:=>|:=|=|:)[ ]{0,4}"
              + "[\"']?(?:Bearer )?$",
          Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_ASSIGNMENT = 56;
  private static final int SHORTEST_VALUE = 16;
  private static final int LONGEST_VALUE = 256;

  /** Bits a character that values without order have, and words have not. */
  private static final double LEAST_ENTROPY = 3.3;

  @Override
  public void find(FoldedText folded, Spans spans) {
    String text = folded.text();
    findPem(text, spans);
    Matcher signed = SIGNED.matcher(text).useTransparentBounds(true);
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i < text.length() && isInValue(text.charAt(i))) {
        continue;
      }
      if (i - start >= SHORTEST_VALUE) {
        findInRun(text, start, i, signed, spans);
      }
      start = i + 1;
    }
  }

  /** Looks at a long run of characters that keys consist of. */
  private static void findInRun(String text, int start, int end, Matcher signed, Spans spans) {
    signed.region(start, end);
    boolean found = false;
    while (signed.find()) {
      spans.claim(signed.start(), signed.end(), PersonalData.KEY);
      found = true;
    }
    if (!found && end - start <= LONGEST_VALUE) {
      String before = text.substring(Math.max(0, start - LONGEST_ASSIGNMENT), start);
      if (ASSIGNED.matcher(before).find() && isWithoutOrder(text.substring(start, end))) {
        spans.claim(start, end, PersonalData.KEY);
      }
    }
  }

  private static boolean isInValue(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_/+.-".indexOf(c) >= 0;
  }

  private static void findPem(String text, Spans spans) {
    int end = 0;
    for (int start = text.indexOf(PEM_START);
        start >= 0 && end >= 0;
        start = text.indexOf(PEM_START, start + 1)) {
      if (end <= start) {
        end = text.indexOf(PEM_END, start);
      }
      if (end >= 0 && end - start < LONGEST_PEM && line(text, start).contains(PRIVATE)) {
        int close = line(text, end).indexOf("-----", PEM_END.length());
        if (close >= 0) {
          spans.claim(start, end + close + 5, PersonalData.KEY);
        }
      }
    }
  }

  private static String line(String text, int start) {
    return text.substring(start, Math.min(text.length(), start + PEM_LINE));
  }

  private static boolean isWithoutOrder(String value) {
    int[] counts = new int[128];
    boolean digit = false;
    boolean letter = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      counts[c]++;
      digit |= c >= '0' && c <= '9';
      letter |= Character.isLetter(c);
    }
    double entropy = 0;
    for (int count : counts) {
      double share = (double) count / value.length();
      entropy -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return digit && letter && entropy >= LEAST_ENTROPY;
  }
}
