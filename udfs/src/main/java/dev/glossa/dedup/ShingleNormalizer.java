package dev.glossa.dedup;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import dev.glossa.text.Characters;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is equal before texts are compared by their shingles. */
public enum ShingleNormalizer {

  /**
   * Safe for every script: NFKC, lower case, every number one zero, every punctuation mark and
   * symbol a space; combining marks stay, so that Indic vowels and Vietnamese tones tell words
   * apart.
   */
  SCRIPT_SAFE {
    @Override
    public String normalize(String text) {
      String lower = UCharacter.toLowerCase(NFKC.normalize(text));
      StringBuilder out = new StringBuilder(lower.length());
      int codePoint;
      for (int i = 0; i < lower.length(); i += Character.charCount(codePoint)) {
        codePoint = lower.codePointAt(i);
        switch (Character.getType(codePoint)) {
          case Character.DECIMAL_DIGIT_NUMBER -> appendOnce(out, '0');
          case Character.CONTROL,
              Character.FORMAT,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.CONNECTOR_PUNCTUATION,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.OTHER_PUNCTUATION,
              Character.MATH_SYMBOL,
              Character.CURRENCY_SYMBOL,
              Character.MODIFIER_SYMBOL,
              Character.OTHER_SYMBOL ->
              appendOnce(out, ' ');
          default -> out.appendCodePoint(codePoint);
        }
      }
      return Characters.strip(out.toString());
    }
  },

  /** As datatrove normalizes: decimal numbers are one zero, and combining marks go. */
  DATATROVE {
    @Override
    public String normalize(String text) {
      String numbers = NUMBER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("0");
      StringBuilder spaced = new StringBuilder(numbers.length());
      int codePoint;
      for (int i = 0; i < numbers.length(); i += Character.charCount(codePoint)) {
        codePoint = numbers.codePointAt(i);
        if (Characters.isPunctuation(codePoint)) {
          spaced.append(' ');
        } else {
          spaced.appendCodePoint(codePoint);
        }
      }
      String decomposed = NFD.normalize(collapseSpaces(spaced));
      StringBuilder out = new StringBuilder(decomposed.length());
      decomposed
          .codePoints()
          .filter(c -> UCharacter.getType(c) != Character.NON_SPACING_MARK)
          .forEach(out::appendCodePoint);
      return Characters.strip(out.toString());
    }
  };

  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,،٫⎖⎗⎘]\\p{Nd}+)?");

  /** The text as it is compared. */
  public abstract String normalize(String text);

  private static void appendOnce(StringBuilder out, char c) {
    if (out.length() == 0 || out.charAt(out.length() - 1) != c) {
      out.append(c);
    }
  }

  private static String collapseSpaces(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Characters.isSpace(c)) {
        appendOnce(out, ' ');
      } else {
        out.append(c);
      }
    }
    return Characters.strip(out.toString());
  }
}
