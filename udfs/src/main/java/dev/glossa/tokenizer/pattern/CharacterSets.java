package dev.glossa.tokenizer.pattern;

import com.ibm.icu.text.UnicodeSet;
import java.util.Locale;
import java.util.Map;

/**
 * Sets of characters under the names that Oniguruma has for them, as of Unicode 16, which the
 * Oniguruma within Hugging Face's tokenizers 0.23 has.
 */
final class CharacterSets {

  private static final UnicodeSet ASSIGNED = new UnicodeSet("[:age=16.0:]").freeze();

  /** Oniguruma's names that ICU has not, or understands in another way. */
  private static final Map<String, String> EXPRESSIONS =
      Map.ofEntries(
          Map.entry("alpha", "[:Alphabetic:]"),
          Map.entry("digit", "[:Nd:]"),
          Map.entry("alnum", "[[:Alphabetic:][:Nd:]]"),
          Map.entry("space", "[:White_Space:]"),
          Map.entry("blank", "[[:Zs:]\\t]"),
          Map.entry("cntrl", "[:Cc:]"),
          Map.entry("punct", "[[:P:][$+<=>\\^`|~]]"),
          Map.entry("upper", "[:Uppercase:]"),
          Map.entry("lower", "[:Lowercase:]"),
          Map.entry("xdigit", "[0-9A-Fa-f]"),
          Map.entry("ascii", "[\\u0000-\\u007F]"),
          Map.entry("any", "[\\u0000-\\U0010FFFF]"),
          Map.entry(
              "word", "[[:Alphabetic:][:M:][:Nd:][:Pc:]\\u00B2\\u00B3\\u00B9\\u00BC-\\u00BE]"));

  private CharacterSets() {}

  /** The set of a name in {@code \p{name}} or {@code [:name:]}, or null if there is none. */
  static UnicodeSet named(String name) {
    String key = name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    if (!key.matches("[a-z0-9]+")) {
      return null;
    }
    UnicodeSet set;
    try {
      set = new UnicodeSet(EXPRESSIONS.getOrDefault(key, "[:" + key + ":]"));
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (key.equals("any") || key.equals("ascii")) {
      return set;
    }
    boolean hasUnassigned = set.contains(0x40000);
    set.retainAll(ASSIGNED);
    // U+0295 became a letter without case in Unicode 17.
    switch (key) {
      case "ll", "lowercaseletter", "lower" -> set.add(0x295);
      case "lo", "otherletter" -> set.remove(0x295);
      default -> {}
    }
    return hasUnassigned ? set.addAll(ASSIGNED.cloneAsThawed().complement()) : set;
  }

  /** The set of {@code \s}, {@code \S}, {@code \d} and the like, or null. */
  static UnicodeSet escaped(int letter) {
    UnicodeSet set =
        switch (Character.toLowerCase(letter)) {
          case 's' -> named("space");
          case 'd' -> named("digit");
          case 'w' -> named("word");
          case 'h' -> named("xdigit");
          default -> null;
        };
    return set != null && Character.isUpperCase(letter) ? set.complement() : set;
  }
}
