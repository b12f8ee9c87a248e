package dev.glossa.words;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Splits what stands between white space: cuts prefixes and suffixes off, in turn, until nothing
 * comes off or what is left is an exception, then leaves addresses whole and cuts infixes out.
 */
final class SpacyChunks {

  private static final int TRACES = 1 << 16;

  private final SpacyRules rules;
  private final Map<String, List<String>> exceptions;

  /** By {@link #trace}: whether any exception has it. */
  private final BitSet traces = new BitSet(TRACES);

  private final WebAddress addresses;

  SpacyChunks(SpacyRules rules, Map<String, List<String>> exceptions) {
    this.rules = rules;
    this.exceptions = exceptions;
    for (String exception : exceptions.keySet()) {
      int[] text = codePoints(exception);
      traces.set(trace(text, 0, text.length));
    }
    this.addresses = new WebAddress(rules.topLevelDomain());
  }

  private static int[] codePoints(String text) {
    int[] codePoints = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < codePoints.length; i++) {
      codePoints[i] = text.codePointAt(at);
      at += Character.charCount(codePoints[i]);
    }
    return codePoints;
  }

  /** What can be seen of a text without looking at all of it. */
  private static int trace(int[] text, int start, int end) {
    int trace = 31 * (31 * text[start] + text[end - 1]) + end - start;
    return (trace ^ trace >>> 16) & (TRACES - 1);
  }

  /** The tokens of a text without white space. */
  List<String> split(String chunk) {
    return new Cut(chunk).tokens();
  }

  /** Whether any rule cuts something off the text or splits it. */
  boolean isCut(String chunk) {
    int[] text = codePoints(chunk);
    if (new Cut(chunk).prefix() > 0 || rules.suffixes().start(text, 0, text.length) < text.length) {
      return true;
    }
    for (int i = 0; i < text.length; i++) {
      if (rules.infixes().end(text, i, 0, text.length) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A text of which prefixes and suffixes are cut off. */
  private final class Cut {

    private final String chunk;
    private final int[] text;
    private final UnanchoredRule unanchored;
    private final List<String> before = new ArrayList<>(2);
    private final List<String> after = new ArrayList<>(2);
    private int low;
    private int high;

    Cut(String chunk) {
      this.chunk = chunk;
      text = codePoints(chunk);
      high = text.length;
      AffixRule rule = rules.unanchored();
      boolean possible = rule != null && rule.first().containsSome(chunk);
      unanchored = possible ? new UnanchoredRule(rule, text) : null;
    }

    List<String> tokens() {
      while (!isException(low, high) && cutOff()) {}
      addRest();
      Collections.reverse(after);
      before.addAll(after);
      return before;
    }

    /** Cuts one prefix and one suffix off; whether that changed anything and more may come off. */
    private boolean cutOff() {
      int prefix = prefix();
      if (prefix > 0 && isException(low + prefix, high)) {
        before.add(slice(low, low + prefix));
        low += prefix;
        return false;
      }
      int suffix = rules.suffixes().start(text, low + prefix, high);
      if (suffix < high && isException(low, suffix)) {
        after.add(slice(suffix, high));
        high = suffix;
        return false;
      }
      if (prefix > 0) {
        before.add(slice(low, low + prefix));
        low += prefix;
      }
      boolean changed = prefix > 0 || suffix < high;
      if (suffix < high) {
        after.add(slice(suffix, high));
        high = suffix;
      }
      return changed && low < high;
    }

    /** Length of the prefix, or 0. */
    int prefix() {
      int end = rules.prefixes().end(text, low, low, high);
      if (end >= 0) {
        return end - low;
      }
      return unanchored == null ? 0 : unanchored.length(low, high);
    }

    private boolean isException(int start, int end) {
      return start < end
          && traces.get(trace(text, start, end))
          && exceptions.containsKey(slice(start, end));
    }

    private void addRest() {
      if (low == high) {
        return;
      }
      String rest = slice(low, high);
      if (isException(low, high)) {
        before.addAll(exceptions.get(rest));
      } else if (addresses.matches(rest)) {
        before.add(rest);
      } else {
        cutInfixesOut(rest);
      }
    }

    /** An infix at the very start stays with what follows it. */
    private void cutInfixesOut(String rest) {
      int start = low;
      int i = low;
      while (i < high) {
        int end = rules.infixes().end(text, i, low, high);
        if (end < 0) {
          i++;
          continue;
        }
        if (i > low) {
          if (start < i) {
            before.add(slice(start, i));
          }
          before.add(slice(i, end));
          start = end;
        }
        i = end;
      }
      if (start < high) {
        before.add(start == low ? rest : slice(start, high));
      }
    }

    private String slice(int start, int end) {
      return end - start == text.length ? chunk : new String(text, start, end - start);
    }
  }
}
