package dev.glossa.words;

import com.ibm.icu.text.UnicodeSet;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/** Rules for one place; most of them are passed by on sight of one character. */
final class AffixRules {

  private static final int FEW = 100;

  private final List<AffixRule> rules;
  private final UnicodeSet firsts;

  /** Rules by the character that they end with, and those that end with any of many. */
  private final Int2ObjectOpenHashMap<List<AffixRule>> byLast = new Int2ObjectOpenHashMap<>();

  private final List<AffixRule> byManyLasts = new ArrayList<>();

  /** The rules, the first choice first. */
  AffixRules(List<AffixRule> rules) {
    this.rules = List.copyOf(rules);
    this.firsts = new UnicodeSet();
    for (AffixRule rule : rules) {
      firsts.addAll(rule.first());
      if (rule.last().size() > FEW) {
        byManyLasts.add(rule);
      } else {
        rule.last().codePoints().forEach(last -> addByLast(last, rule));
      }
    }
    firsts.freeze();
  }

  private void addByLast(int last, AffixRule rule) {
    byLast.computeIfAbsent(last, any -> new ArrayList<>()).add(rule);
  }

  /** Where what the first rule that matches finds at {@code start} ends, or -1. */
  int end(int[] text, int start, int low, int high) {
    if (!firsts.contains(text[start])) {
      return -1;
    }
    for (AffixRule rule : rules) {
      int end = rule.end(text, start, low, high);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  /** Where the longest match that ends at {@code high} starts, or {@code high}. */
  int start(int[] text, int low, int high) {
    if (low == high) {
      return high;
    }
    List<AffixRule> few = byLast.getOrDefault(text[high - 1], List.of());
    return longest(few, longest(byManyLasts, high, text, low, high), text, low, high);
  }

  private static int longest(List<AffixRule> rules, int best, int[] text, int low, int high) {
    int longest = best;
    for (AffixRule rule : rules) {
      int start = rule.start(text, low, high);
      if (start >= 0 && start < longest) {
        longest = start;
      }
    }
    return longest;
  }
}
