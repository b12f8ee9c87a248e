package dev.glossa.words;

import java.util.function.Function;

/**
 * What was found out about short texts that came lately, in a table of bounded size. Threads share
 * it without locks: entries are immutable, and the worst that can happen is that one is made again.
 *
 * @param <T> what is found out; immutable
 */
final class RecentTexts<T> {

  private static final int ENTRIES = 1 << 15;
  private static final int LONGEST = 40;

  private record Entry<T>(String text, T value) {}

  private final Function<String, T> find;

  @SuppressWarnings("unchecked") // The array never leaves this object.
  private final Entry<T>[] entries = new Entry[ENTRIES];

  RecentTexts(Function<String, T> find) {
    this.find = find;
  }

  /** What there is to know of a part of a text. */
  T get(String text, int start, int end) {
    int length = end - start;
    if (length > LONGEST) {
      return find.apply(text.substring(start, end));
    }
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    int slot = (hash ^ hash >>> 15) & (ENTRIES - 1);
    Entry<T> entry = entries[slot];
    if (entry == null || entry.text.length() != length || !text.startsWith(entry.text, start)) {
      String part = text.substring(start, end);
      entry = new Entry<>(part, find.apply(part));
      entries[slot] = entry;
    }
    return entry.value;
  }
}
