package dev.glossa.privacy;

/** Check digits of numbers, given as strings of ASCII digits. */
final class Checksums {

  /** Verhoeff's multiplication in the dihedral group D5. */
  private static final String[] DIHEDRAL = {
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"
  };

  /** Verhoeff's permutation. */
  private static final String[] PERMUTATION = {
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258"
  };

  /** Check characters of Chinese resident ids by the remainder modulo 11 (GB 11643). */
  private static final String RESIDENT = "10X98765432";

  private Checksums() {}

  /** Luhn's check digit, the last one. */
  static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      boolean doubled = (digits.length() - i) % 2 == 0;
      int digit = (digits.charAt(i) - '0') * (doubled ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }

  /** Verhoeff's check digit, the last one. */
  static boolean isVerhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int permuted = PERMUTATION[i % PERMUTATION.length].charAt(digit) - '0';
      check = DIHEDRAL[check].charAt(permuted) - '0';
    }
    return check == 0;
  }

  /** ISO 7064 MOD 11-2 of 17 digits and a check character, which is a digit or X. */
  static boolean isResidentId(String id) {
    int sum = 0;
    int weight = 1;
    for (int i = 16; i >= 0; i--) {
      weight = weight * 2 % 11;
      sum += (id.charAt(i) - '0') * weight;
    }
    return RESIDENT.charAt(sum % 11) == id.charAt(17);
  }

  /** ISO 7064 MOD 97-10: the first four characters moved to the end, letters as 10 to 35. */
  static boolean isIban(CharSequence iban) {
    int remainder = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      remainder = (value < 10 ? remainder * 10 + value : remainder * 100 + value) % 97;
    }
    return remainder == 1;
  }
}
