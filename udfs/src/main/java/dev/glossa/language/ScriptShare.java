package dev.glossa.language;

import com.ibm.icu.lang.UScript;
import java.util.HashMap;
import java.util.Map;

/**
 * The script in which most of a text is written.
 *
 * @param script a constant of ICU's {@link UScript}; {@link UScript#COMMON} without any letter
 * @param share its share of the text's letters and vowel signs, 0 to 1; an ideograph counts as six
 *     Latin letters, any other letter as two, since Latin names and code stand in texts of all
 *     scripts
 * @param kana whether the text has Japanese kana, in a twentieth or more of its letters
 */
record ScriptShare(int script, double share, boolean kana) {

  private static final int IDEOGRAPH_WEIGHT = 6;
  private static final int LETTER_WEIGHT = 2;
  private static final int LATIN_WEIGHT = 1;

  static ScriptShare of(String text) {
    Map<Integer, long[]> counts = new HashMap<>();
    long total = 0;
    int lastScript = -1;
    long[] last = null;
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!Character.isAlphabetic(codePoint)) {
        continue;
      }
      int script = UScript.getScript(codePoint);
      if (script == UScript.INHERITED) {
        continue;
      }
      if (script != lastScript) {
        last = counts.computeIfAbsent(script, key -> new long[1]);
        lastScript = script;
      }
      int weight = weight(script);
      last[0] += weight;
      total += weight;
    }
    int best = UScript.COMMON;
    long most = 0;
    for (Map.Entry<Integer, long[]> entry : counts.entrySet()) {
      long count = entry.getValue()[0];
      if (count > most || (count == most && entry.getKey() < best)) {
        best = entry.getKey();
        most = count;
      }
    }
    long kana = count(counts, UScript.HIRAGANA) + count(counts, UScript.KATAKANA);
    return new ScriptShare(
        best, total == 0 ? 0 : (double) most / total, total > 0 && kana * 20 >= total);
  }

  private static int weight(int script) {
    return switch (script) {
      case UScript.HAN -> IDEOGRAPH_WEIGHT;
      case UScript.LATIN -> LATIN_WEIGHT;
      default -> LETTER_WEIGHT;
    };
  }

  private static long count(Map<Integer, long[]> counts, int script) {
    long[] count = counts.get(script);
    return count == null ? 0 : count[0];
  }
}
