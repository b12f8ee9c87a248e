package dev.glossa.privacy;

import java.util.List;
import java.util.Map;

/**
 * Finds personal data and replaces each by its placeholder: e-mail addresses, public IP addresses,
 * IBANs, payment cards, national ids, phone numbers, and keys of computers. Numbers may be written
 * in the digits of any script. What has a checksum must be right by it; numbers that could be
 * anything need a word before them that says what they are, in any of the fifteen languages. The
 * time is linear in the text's length.
 */
public final class Redactor {

  /** In order: what an earlier one has claimed is not looked at again. */
  private static final List<Finder> FINDERS =
      List.of(
          new KeyFinder(),
          new EmailFinder(),
          new AddressFinder(),
          new AccountFinder(),
          new IdentityFinder(),
          new PhoneFinder());

  private static final int SHORTEST_KEY = 16;

  private Redactor() {}

  /** The text with placeholders for the personal data in it, and their counts. */
  public static Redaction redact(String text) {
    return redact(text, "");
  }

  /**
   * The text with placeholders for the personal data in it, and their counts.
   *
   * @param language ISO 639-1 code of the text's language, which tells how numbers are written
   *     where it is spoken; empty: not known
   */
  public static Redaction redact(String text, String language) {
    if (!mayHavePersonalData(text)) {
      return new Redaction(text, Map.of());
    }
    FoldedText folded = FoldedText.of(text, language);
    Spans spans = new Spans();
    for (Finder finder : FINDERS) {
      finder.find(folded, spans);
    }
    return spans.redact(text);
  }

  /** All that is looked for has digits, or an at sign, or is as long as a key. */
  private static boolean mayHavePersonalData(String text) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inKey = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
      run = inKey ? run + 1 : 0;
      if (run >= SHORTEST_KEY || c == '@' || c == '＠' || Character.isDigit(c)) {
        return true;
      }
    }
    return false;
  }
}
