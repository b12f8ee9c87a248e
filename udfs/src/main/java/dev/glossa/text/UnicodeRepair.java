package dev.glossa.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Unicode repair: character references of HTML are resolved where there is no markup, text that was
 * read in a wrong encoding is decoded ({@link Mojibake}), line ends become line feeds, control
 * characters, invisible formatting characters and unpaired surrogates go, the rest is normalized to
 * NFC. Quotes stay as they are curled. ZERO WIDTH JOINER and NON-JOINER stay where scripts and
 * emoji need them: behind an Indic or Arabic letter or mark, or an emoji.
 */
public final class UnicodeRepair {

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
  private static final Pattern REFERENCE = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;

  private UnicodeRepair() {}

  /** The repaired text; the same object when nothing was to be repaired. */
  public static String repair(String text) {
    String decoded = Mojibake.repair(resolveReferences(text));
    String clean = isClean(decoded) ? decoded : clean(decoded);
    return NFC.isNormalized(clean) ? clean : NFC.normalize(clean);
  }

  /** What {@code &amp;} and the like stand for, unless the text has markup or explains it. */
  private static String resolveReferences(String text) {
    if (text.indexOf('&') < 0 || text.indexOf('<') >= 0) {
      return text;
    }
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.find()) {
      return text;
    }
    return reference.replaceAll(
        match -> Matcher.quoteReplacement(Parser.unescapeEntities(match.group(), true)));
  }

  private static boolean isClean(String text) {
    int previous = ' ';
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (codePoint == '\r' || isLineEnd(codePoint) || isDropped(previous, codePoint)) {
        return false;
      }
      previous = codePoint;
    }
    return true;
  }

  private static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int previous = ' ';
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      boolean returnBeforeFeed =
          codePoint == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (returnBeforeFeed || isDropped(previous, codePoint)) {
        continue;
      }
      previous = codePoint == '\r' || isLineEnd(codePoint) ? '\n' : codePoint;
      out.appendCodePoint(previous);
    }
    return out.toString();
  }

  private static boolean isLineEnd(int codePoint) {
    return codePoint == 0x0B
        || codePoint == 0x0C
        || codePoint == 0x85
        || codePoint == 0x2028
        || codePoint == 0x2029;
  }

  private static boolean isDropped(int previous, int codePoint) {
    if (codePoint < 0x7F) {
      return codePoint < 0x20 && !(codePoint >= '\t' && codePoint <= '\r');
    }
    if (codePoint <= 0x9F) {
      return codePoint != 0x85;
    }
    return switch (codePoint) {
      case ZWNJ, ZWJ -> !joinerMayFollow(previous);
      // Soft hyphen, zero-width space, word joiner, byte order mark, interlinear annotation.
      case 0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB -> true;
      default ->
          isBidirectionalControl(codePoint)
              || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
              || (codePoint & 0xFFFE) == 0xFFFE
              || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    };
  }

  /** Embeddings, overrides, isolates and deprecated controls; not the left and right marks. */
  private static boolean isBidirectionalControl(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x206F);
  }

  private static boolean joinerMayFollow(int previous) {
    if (previous < 0x300) {
      return false;
    }
    if (UCharacter.hasBinaryProperty(previous, UProperty.EMOJI)
        || UCharacter.hasBinaryProperty(previous, UProperty.EMOJI_MODIFIER)
        || previous == 0xFE0F) {
      return true;
    }
    int script = UScript.getScript(previous);
    return switch (script) {
      case UScript.ARABIC,
          UScript.SYRIAC,
          UScript.MONGOLIAN,
          UScript.DEVANAGARI,
          UScript.BENGALI,
          UScript.GURMUKHI,
          UScript.GUJARATI,
          UScript.ORIYA,
          UScript.TAMIL,
          UScript.TELUGU,
          UScript.KANNADA,
          UScript.MALAYALAM,
          UScript.SINHALA,
          UScript.KHMER,
          UScript.MYANMAR,
          UScript.TIBETAN ->
          true;
      case UScript.INHERITED -> true;
      default -> false;
    };
  }
}
