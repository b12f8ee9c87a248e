package dev.glossa.privacy;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds e-mail addresses, public IPv4 addresses, account numbers (IBAN, with country length and
 * checksum), payment cards (Luhn) and phone numbers in international or North American form, and
 * replaces each by its placeholder. The patterns are linear in the text's length.
 */
public final class Redactor {

  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@"
              + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}[A-Za-z]{2,24}"
              + "(?![A-Za-z0-9-])");

  /** Not the number of a section that begins a line, as in "12.3.3.1. Title". */
  private static final Pattern IP =
      Pattern.compile(
          "(?m)(?!^[0-9.]{7,15}\\. )(?<![0-9.])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9]|\\.[0-9])");

  private static final Pattern IBAN =
      Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}");
  private static final Pattern CARD =
      Pattern.compile("(?<![0-9.,-])[2-6](?:[ -]?[0-9]){12,18}(?![0-9]|[.,][0-9])");
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![0-9A-Za-z+])(?:\\+[1-9][0-9]{0,2}(?:[ .-]?\\(?[0-9]{1,5}\\)?){2,6}"
              + "|\\([2-9][0-9]{2}\\) ?[2-9][0-9]{2}[ .-][0-9]{4})(?![0-9])");

  private static final int LEAST_PHONE_DIGITS = 8;
  private static final int MOST_PHONE_DIGITS = 15;

  private Redactor() {}

  /** The text with placeholders for the personal data in it, and their counts. */
  public static Redaction redact(String text) {
    Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
    String out = text;
    if (text.indexOf('@') >= 0) {
      out = replace(out, EMAIL, PersonalData.EMAIL, match -> true, counts);
    }
    if (hasDigits(out)) {
      out = replace(out, IP, PersonalData.IP, Redactor::isPublicAddress, counts);
      out = replaceIbans(out, counts);
      out = replace(out, CARD, PersonalData.CARD, Checksums::isCard, counts);
      out = replace(out, PHONE, PersonalData.PHONE, Redactor::isPhone, counts);
    }
    return new Redaction(out, counts);
  }

  private static String replace(
      String text,
      Pattern pattern,
      PersonalData kind,
      Predicate<String> valid,
      Map<PersonalData, Integer> counts) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = null;
    int previous = 0;
    while (matcher.find()) {
      if (valid.test(matcher.group())) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, previous, matcher.start()).append(kind.placeholder());
        previous = matcher.end();
        counts.merge(kind, 1, Integer::sum);
      }
    }
    return out == null ? text : out.append(text, previous, text.length()).toString();
  }

  /** An IBAN ends where its country says; capitals behind it may look like more of it. */
  private static String replaceIbans(String text, Map<PersonalData, Integer> counts) {
    Matcher matcher = IBAN.matcher(text);
    StringBuilder out = null;
    int previous = 0;
    int from = 0;
    while (from < text.length() && matcher.find(from)) {
      int length = Checksums.ibanLength(matcher.group());
      if (length > 0) {
        out = out == null ? new StringBuilder(text.length()) : out;
        out.append(text, previous, matcher.start()).append(PersonalData.IBAN.placeholder());
        previous = matcher.start() + length;
        from = previous;
        counts.merge(PersonalData.IBAN, 1, Integer::sum);
      } else {
        from = matcher.start() + 4;
      }
    }
    return out == null ? text : out.append(text, previous, text.length()).toString();
  }

  private static boolean hasDigits(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether an IPv4 address is routed in the public internet (IANA's special registry). */
  private static boolean isPublicAddress(String address) {
    String[] parts = address.split("\\.");
    int[] octets = new int[4];
    for (int i = 0; i < 4; i++) {
      octets[i] = Integer.parseInt(parts[i]);
      if (octets[i] > 255 || (parts[i].length() > 1 && parts[i].charAt(0) == '0')) {
        return false;
      }
    }
    int first = octets[0];
    int second = octets[1];
    int third = octets[2];
    boolean special =
        first == 0
            || first == 10
            || first == 127
            || first >= 224
            || (first == 100 && second >= 64 && second < 128)
            || (first == 169 && second == 254)
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return !special;
  }

  private static boolean isPhone(String match) {
    long digits = match.chars().filter(c -> c >= '0' && c <= '9').count();
    return digits >= LEAST_PHONE_DIGITS && digits <= MOST_PHONE_DIGITS;
  }
}
