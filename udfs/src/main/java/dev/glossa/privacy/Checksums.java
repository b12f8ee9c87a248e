package dev.glossa.privacy;

import java.util.HashMap;
import java.util.Map;

/** Checksums of account and card numbers. */
final class Checksums {

  /** Lengths of IBANs by country (ISO 13616 registry). */
  private static final Map<String, Integer> IBAN_LENGTHS =
      lengths(
          "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 "
              + "DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 "
              + "IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 "
              + "ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 "
              + "SD18 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20");

  private Checksums() {}

  /**
   * How many characters from the start of the candidate, spaces included, are a valid IBAN; 0 when
   * none are.
   */
  static int ibanLength(String candidate) {
    Integer length = IBAN_LENGTHS.get(candidate.substring(0, 2));
    if (length == null) {
      return 0;
    }
    StringBuilder iban = new StringBuilder(length);
    int end = 0;
    while (end < candidate.length() && iban.length() < length) {
      char c = candidate.charAt(end++);
      if (c != ' ') {
        iban.append(c);
      }
    }
    return iban.length() == length && remainder97(iban) == 1 ? end : 0;
  }

  /** ISO 7064: the first four characters moved to the end, letters as 10 to 35, modulo 97. */
  private static int remainder97(CharSequence iban) {
    int remainder = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      remainder = (value < 10 ? remainder * 10 + value : remainder * 100 + value) % 97;
    }
    return remainder;
  }

  /** Whether digits are a card's: begun and as long as a scheme's cards, and right by Luhn. */
  static boolean isCard(String number) {
    String digits = number.replaceAll("[^0-9]", "");
    return hasSchemesLength(digits) && isLuhn(digits);
  }

  private static boolean hasSchemesLength(String digits) {
    int length = digits.length();
    int prefix = Integer.parseInt(digits.substring(0, 2));
    return switch (prefix) {
      case 34, 37 -> length == 15;
      case 30, 36, 38 -> length == 14;
      case 22, 23, 24, 25, 26, 27, 35, 51, 52, 53, 54, 55 -> length == 16;
      default ->
          prefix / 10 == 4
              ? length == 13 || length == 16 || length == 19
              : prefix / 10 == 6 && length >= 16;
    };
  }

  private static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      boolean doubled = (digits.length() - i) % 2 == 0;
      int digit = (digits.charAt(i) - '0') * (doubled ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }

  private static Map<String, Integer> lengths(String table) {
    Map<String, Integer> lengths = new HashMap<>();
    for (String entry : table.split(" ")) {
      lengths.put(entry.substring(0, 2), Integer.parseInt(entry.substring(2)));
    }
    return Map.copyOf(lengths);
  }
}
