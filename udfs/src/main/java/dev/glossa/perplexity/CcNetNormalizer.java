package dev.glossa.perplexity;

import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import java.util.Map;

/**
 * Makes texts what cc_net's models were trained on: lower case, without combining marks, every
 * digit 0, punctuation of ASCII, without control characters, so that a text is one line.
 *
 * @see <a href="https://github.com/facebookresearch/cc_net">cc_net, the reference</a>
 */
public final class CcNetNormalizer {

  private static final Map<Integer, String> PUNCTUATION =
      Map.ofEntries(
          Map.entry((int) '，', ","),
          Map.entry((int) '。', "."),
          Map.entry((int) '、', ","),
          Map.entry((int) '„', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '“', "\""),
          Map.entry((int) '«', "\""),
          Map.entry((int) '»', "\""),
          Map.entry((int) '」', "\""),
          Map.entry((int) '「', "\""),
          Map.entry((int) '《', "\""),
          Map.entry((int) '》', "\""),
          Map.entry((int) '´', "'"),
          Map.entry((int) '∶', ":"),
          Map.entry((int) '：', ":"),
          Map.entry((int) '？', "?"),
          Map.entry((int) '！', "!"),
          Map.entry((int) '（', "("),
          Map.entry((int) '）', ")"),
          Map.entry((int) '；', ";"),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', " - "),
          Map.entry((int) '．', ". "),
          Map.entry((int) '～', "~"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '…', "..."),
          Map.entry((int) '━', "-"),
          Map.entry((int) '〈', "<"),
          Map.entry((int) '〉', ">"),
          Map.entry((int) '【', "["),
          Map.entry((int) '】', "]"),
          Map.entry((int) '％', "%"),
          Map.entry((int) '►', "-"));

  private CcNetNormalizer() {}

  /** The normalized text. */
  public static String normalize(String text) {
    String decomposed =
        Normalizer2.getNFDInstance().normalize(text.strip().toLowerCase(Locale.ROOT));
    StringBuilder normalized = new StringBuilder(decomposed.length());
    decomposed.codePoints().forEach(codePoint -> append(codePoint, normalized));
    return normalized.toString();
  }

  private static void append(int codePoint, StringBuilder to) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.CONTROL) {
      return;
    }
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      to.append('0');
      return;
    }
    String punctuation = PUNCTUATION.get(codePoint);
    if (punctuation == null) {
      to.appendCodePoint(codePoint);
    } else {
      to.append(punctuation);
    }
  }
}
