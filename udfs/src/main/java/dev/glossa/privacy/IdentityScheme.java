package dev.glossa.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a state writes the ids of its people.
 *
 * @param pattern the form, bounded and followed by no more of the same
 * @param startsWithDigit whether it starts with a digit, else with a capital
 * @param valid checksum, date of birth and the like
 * @param languages in texts of which a valid number is taken for an id; null: in all
 * @param words words, in lower case, behind which it is taken for one in every language
 */
record IdentityScheme(
    Pattern pattern,
    boolean startsWithDigit,
    Predicate<String> valid,
    Set<String> languages,
    List<String> words) {

  private static final String END = "(?![0-9A-Za-z_]|[.,-][0-9])";
  private static final Set<String> ANY = null;
  private static final Set<String> NONE = Set.of();

  private static final List<String> ID_WORDS =
      List.of(
          "national id",
          "identity",
          "id number",
          "id no",
          "id card",
          "nid",
          "aadhaar",
          "aadhar",
          "uidai",
          "nik",
          "ktp",
          "kartu keluarga",
          "cccd",
          "cmnd",
          "căn cước",
          "chứng minh",
          "số định danh",
          "cnic",
          "nadra",
          "nida",
          "kitambulisho",
          "身份证",
          "身份證",
          "证件号",
          "هوية",
          "الهوية",
          "الرقم القومي",
          "الرقم الوطني",
          "شناختی",
          "आधार",
          "पहचान",
          "नागरिकता",
          "परिचयपत्र",
          "ओळखपत्र",
          "আধার",
          "পরিচয়পত্র",
          "এনআইডি",
          "આધાર",
          "ઓળખ",
          "ஆதார்",
          "அடையாள",
          "ఆధార్",
          "గుర్తింపు",
          "ആധാർ",
          "തിരിച്ചറിയൽ");

  /** Provinces of China, as the first two digits of a resident id (GB/T 2260). */
  private static final Set<String> CHINA =
      Set.of(
          "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64"
              .concat(" 65 71 81 82 83")
              .split(" "));

  /** Provinces of Indonesia, as the first two digits of a NIK. */
  private static final Set<String> INDONESIA =
      Set.of(
          "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75"
              .concat(" 76 81 82 91 92 93 94 95 96")
              .split(" "));

  /** The schemes, those first that no other number could be. */
  static final List<IdentityScheme> ALL =
      List.of(
          // China: region, date of birth, sequence, check character.
          digits("[1-9][0-9]{16}[0-9Xx]", IdentityScheme::isChinese, ANY),
          // India: Aadhaar, grouped as it is printed; without groups it could be anything.
          digits("[2-9][0-9]{3}([ -])[0-9]{4}\\1[0-9]{4}", IdentityScheme::isAadhaar, ANY),
          digits("[2-9][0-9]{11}", IdentityScheme::isAadhaar, NONE),
          // India: permanent account number.
          letters("[A-Z]{3}[ABCFGHLJPT][A-Z][0-9]{4}[A-Z]", id -> true, ANY),
          // Indonesia: NIK, of district, date of birth (women: day + 40) and sequence.
          digits("[1-9][0-9]{15}", IdentityScheme::isIndonesian, Set.of("id", "ms")),
          // Pakistan: CNIC.
          digits("[1-7][0-9]{4}-[0-9]{7}-[0-9]", id -> true, ANY),
          digits("[1-7][0-9]{12}", id -> true, NONE),
          // Vietnam: CCCD, of province, century and sex, year; the older CMND has 9 digits.
          digits("0[0-9]{11}", IdentityScheme::isVietnamese, Set.of("vi")),
          digits("[0-9]{9}", id -> true, NONE),
          // Tanzania: NIDA, which begins with the date of birth.
          digits("(?:19|20)[0-9]{6}-[0-9]{5}-[0-9]{5}-[0-9]{2}", id -> isDate(id, 0), ANY),
          // Egypt: century, date of birth, governorate.
          digits("[23][0-9]{13}", IdentityScheme::isEgyptian, Set.of("ar")),
          // United Arab Emirates.
          digits("784-[0-9]{4}-[0-9]{7}-[0-9]", id -> isLuhn(id), ANY),
          // Malaysia: date of birth, place, sequence.
          digits("[0-9]{6}-[0-9]{2}-[0-9]{4}", IdentityScheme::isMalaysian, ANY),
          // Nepal: citizenship certificate. Bangladesh: NID. Saudi Arabia, Kenya.
          digits("[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9]{5}", id -> true, Set.of("ne")),
          digits("[0-9]{17}|[0-9]{13}|[0-9]{10}|[0-9]{7,8}", id -> true, NONE),
          // United States: social security number. United Kingdom: national insurance number.
          digits("(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}", id -> true, ANY),
          letters(
              "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2}"
                  + " ?[0-9]{2} ?[A-D]",
              id -> true, ANY),
          // Taiwan and Hong Kong.
          letters("[A-Z][1289][0-9]{8}", IdentityScheme::isTaiwanese, ANY),
          letters("[A-Z]{1,2}[0-9]{6}\\([0-9A]\\)", IdentityScheme::isHongKong, ANY));

  /** Whether a part of the form, which starts at the index of the text, is taken for an id. */
  boolean accepts(String id, FoldedText text, int index) {
    return valid.test(id)
        && (languages == null
            || languages.contains(text.language())
            || text.follows(index, ID_WORDS));
  }

  private static IdentityScheme digits(
      String form, Predicate<String> valid, Set<String> languages) {
    return new IdentityScheme(
        Pattern.compile("(?:" + form + ")" + END), true, valid, languages, ID_WORDS);
  }

  private static IdentityScheme letters(
      String form, Predicate<String> valid, Set<String> languages) {
    return new IdentityScheme(
        Pattern.compile("(?:" + form + ")(?![0-9A-Za-z_])"), false, valid, languages, ID_WORDS);
  }

  private static boolean isChinese(String id) {
    return CHINA.contains(id.substring(0, 2))
        && isDate(id, 6)
        && Checksums.isResidentId(id.toUpperCase(java.util.Locale.ROOT));
  }

  private static boolean isAadhaar(String id) {
    return Checksums.isVerhoeff(id.replaceAll("[ -]", ""));
  }

  private static boolean isIndonesian(String id) {
    int day = number(id, 6, 8);
    return INDONESIA.contains(id.substring(0, 2))
        && !id.substring(2, 4).equals("00")
        && !id.substring(4, 6).equals("00")
        && isDay(2000, number(id, 8, 10), day > 40 ? day - 40 : day)
        && !id.endsWith("0000");
  }

  private static boolean isVietnamese(String id) {
    int province = number(id, 0, 3);
    return province >= 1 && province <= 96 && id.charAt(3) <= '3';
  }

  private static boolean isEgyptian(String id) {
    int governorate = number(id, 7, 9);
    return isDay(
            1900 + (id.charAt(0) - '2') * 100 + number(id, 1, 3),
            number(id, 3, 5),
            number(id, 5, 7))
        && (governorate >= 1 && governorate <= 35 || governorate == 88);
  }

  private static boolean isMalaysian(String id) {
    int place = number(id, 7, 9);
    return isDay(2000, number(id, 2, 4), number(id, 4, 6))
        && place >= 1
        && place != 17
        && place != 18
        && place != 19
        && place != 20;
  }

  private static boolean isLuhn(String id) {
    return Checksums.isLuhn(id.replace("-", ""));
  }

  private static boolean isTaiwanese(String id) {
    // The letters' values are not in their order: I, O, W and Z came later.
    int area = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(id.charAt(0)) + 10;
    int sum = area / 10 + area % 10 * 9;
    for (int i = 1; i < 9; i++) {
      sum += (id.charAt(i) - '0') * (9 - i);
    }
    return (sum + id.charAt(9) - '0') % 10 == 0;
  }

  private static boolean isHongKong(String id) {
    String number = id.replaceAll("[()]", "");
    int sum = number.length() == 8 ? 36 * 9 : 0;
    for (int i = 0; i < number.length(); i++) {
      sum += Character.digit(number.charAt(i), 36) * (number.length() - i);
    }
    return sum % 11 == 0;
  }

  private static boolean isDate(String digits, int start) {
    int year = number(digits, start, start + 4);
    return year >= 1900
        && year < 2100
        && isDay(year, number(digits, start + 4, start + 6), number(digits, start + 6, start + 8));
  }

  private static boolean isDay(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int number(String digits, int start, int end) {
    return Integer.parseInt(digits.substring(start, end));
  }
}
