package dev.glossa.privacy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of accounts: IBANs with their country's length and checksum (ISO 13616), and payment
 * cards, which begin and are as long as a scheme's, are grouped as on a card, and are right by
 * Luhn.
 */
final class AccountFinder implements Finder {

  private static final Pattern IBAN =
      Pattern.compile("[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]){11,30}");

  private static final Pattern CARD =
      Pattern.compile(
          "(?:[2-689][0-9]{12,18}"
              + "|[2-689][0-9]{3}(?<sep>[ -])[0-9]{4}\\k<sep>[0-9]{4}\\k<sep>[0-9]{4}"
              + "(?:\\k<sep>[0-9]{1,3})?"
              + "|3[0-9]{3}(?<sep2>[ -])[0-9]{6}\\k<sep2>[0-9]{4,5})"
              + "(?![0-9A-Za-z_]|[.,-][0-9])");

  private static final Map<String, Integer> IBAN_LENGTHS =
      lengths(
          "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 "
              + "DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 "
              + "IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 "
              + "ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 "
              + "SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20");

  private static final String NEVER_BEFORE_CARD = ".,_+/-";

  @Override
  public void find(FoldedText text, Spans spans) {
    Matcher iban = IBAN.matcher(text.text());
    Matcher card = CARD.matcher(text.text()).useTransparentBounds(true);
    for (int start : text.numbers()) {
      if (start > 1 && text.isWord(start - 1) && !text.isWord(start - 3)) {
        findIban(iban.region(start - 2, text.text().length()), text, spans);
      } else if (mayStartCard(text, start)
          && card.region(start, text.text().length()).lookingAt()
          && isCard(text.digits(start, card.end()))) {
        spans.claim(start, card.end(), PersonalData.CARD);
      }
    }
  }

  private static boolean mayStartCard(FoldedText text, int start) {
    if (start == 0) {
      return true;
    }
    char before = text.text().charAt(start - 1);
    return !text.isWord(start - 1)
        && NEVER_BEFORE_CARD.indexOf(before) < 0
        && !(before == ' ' && text.isDigit(start - 2));
  }

  /** An IBAN ends where its country says; what stands behind it may look like more of it. */
  private static void findIban(Matcher matcher, FoldedText text, Spans spans) {
    if (matcher.lookingAt()) {
      int end = matcher.start() + ibanLength(matcher.group());
      if (end > matcher.start() && !text.isDigit(end)) {
        spans.claim(matcher.start(), end, PersonalData.IBAN);
      }
    }
  }

  /** How many characters from the start are a valid IBAN, separators included; 0 if none are. */
  private static int ibanLength(String candidate) {
    Integer length = IBAN_LENGTHS.get(candidate.substring(0, 2).toUpperCase(java.util.Locale.ROOT));
    if (length == null) {
      return 0;
    }
    StringBuilder iban = new StringBuilder(length);
    int end = 0;
    while (end < candidate.length() && iban.length() < length) {
      char c = candidate.charAt(end++);
      if (c != ' ' && c != '-') {
        iban.append(c);
      }
    }
    return iban.length() == length && Checksums.isIban(iban) ? end : 0;
  }

  private static boolean isCard(String digits) {
    return hasLengthOfScheme(digits) && Checksums.isLuhn(digits) && !isRepetition(digits);
  }

  /** Numbers such as 4444 4444 4444 4444 are right by Luhn and nobody's. */
  private static boolean isRepetition(String digits) {
    return digits.chars().distinct().count() < 3 && digits.charAt(0) == digits.charAt(5);
  }

  /** ISO/IEC 7812: what numbers the schemes give out. */
  private static boolean hasLengthOfScheme(String digits) {
    int length = digits.length();
    int four = Integer.parseInt(digits.substring(0, 4));
    int two = four / 100;
    boolean is16 = length == 16;
    if (two / 10 == 4) {
      return length == 13 || is16 || length == 19;
    }
    return switch (two) {
      case 34, 37 -> length == 15;
      case 36, 38, 39 -> length == 14;
      case 30 -> length == 14 && (four <= 3059 || four == 3095);
      case 35 -> is16 && four >= 3528 && four <= 3589;
      case 51, 52, 53, 54, 55 -> is16;
      case 22, 23, 24, 25, 26, 27 -> is16 && four >= 2200 && four <= 2720;
      case 50, 81, 82 -> is16 && (two != 50 || digits.startsWith("508"));
      case 60, 64, 65 -> is16;
      case 62 -> length >= 16;
      default -> false;
    };
  }

  private static Map<String, Integer> lengths(String table) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : table.split(" ")) {
      lengths.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }
}
