package dev.glossa.privacy;

import java.util.List;
import java.util.Map;

/** The countries (ISO 3166) whose phone numbers stand in texts of a language. */
final class PhoneRegions {

  private static final List<String> INDIA = List.of("IN");

  private static final Map<String, List<String>> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ar", List.of("EG", "SA", "AE", "MA", "IQ", "JO", "DZ")),
          Map.entry("bn", List.of("BD", "IN")),
          Map.entry("en", List.of("US", "GB", "IN")),
          Map.entry("gu", INDIA),
          Map.entry("hi", INDIA),
          Map.entry("id", List.of("ID")),
          Map.entry("ml", INDIA),
          Map.entry("mr", INDIA),
          Map.entry("ms", List.of("MY")),
          Map.entry("ne", List.of("NP", "IN")),
          Map.entry("sw", List.of("TZ", "KE", "UG")),
          Map.entry("ta", List.of("IN", "LK")),
          Map.entry("te", INDIA),
          Map.entry("ur", List.of("PK", "IN")),
          Map.entry("vi", List.of("VN")),
          Map.entry("zh", List.of("CN", "TW", "HK")));

  /** Where the language is not known, but a word says that the number is one. */
  private static final List<String> OFTEN =
      List.of("US", "IN", "CN", "ID", "PK", "BD", "VN", "EG", "GB", "NP", "KE", "TZ");

  private PhoneRegions() {}

  /**
   * @param named whether a word before the number says what it is
   */
  static List<String> of(String language, boolean named) {
    List<String> regions = BY_LANGUAGE.get(language);
    if (regions != null) {
      return regions;
    }
    return named ? OFTEN : List.of("US");
  }
}
