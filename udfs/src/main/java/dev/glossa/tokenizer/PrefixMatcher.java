package dev.glossa.tokenizer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds the longest of a set of byte strings at a place. */
final class PrefixMatcher {

  private final ByteTrie trie;
  private final boolean[] firstBytes = new boolean[256];

  private PrefixMatcher(Map<String, Integer> strings) {
    Map<String, Integer> entries = new HashMap<>(strings);
    entries.remove("");
    this.trie = ByteTrie.of(entries);
    for (int b = 0; b < firstBytes.length; b++) {
      firstBytes[b] = trie.child(ByteTrie.ROOT, (byte) b) != ByteTrie.NONE;
    }
  }

  /** A matcher of strings, each with a value that is not negative; an empty one never matches. */
  static PrefixMatcher of(Map<String, Integer> strings) {
    return new PrefixMatcher(strings);
  }

  static PrefixMatcher of(Collection<String> strings) {
    Map<String, Integer> entries = new HashMap<>();
    strings.forEach(string -> entries.put(string, 0));
    return new PrefixMatcher(entries);
  }

  boolean mayStartWith(byte b) {
    return firstBytes[b & 0xFF];
  }

  /** The longest string at {@code at}, as {@code value << 32 | length}, or -1 if there is none. */
  long longestMatch(byte[] text, int at, int to) {
    return firstBytes[text[at] & 0xFF] ? trie.longestMatch(text, at, to) : -1;
  }
}
