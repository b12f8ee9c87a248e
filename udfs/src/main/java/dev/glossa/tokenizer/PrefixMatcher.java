package dev.glossa.tokenizer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds the longest of a set of byte strings at a place. */
final class PrefixMatcher {

  /** A node of the trie; {@code value} is -1 where no string ends. */
  private static final class Node {
    private final Map<Byte, Node> children = new HashMap<>();
    private int value = -1;
  }

  private final Node[] roots = new Node[256];

  private PrefixMatcher() {}

  /** A matcher of strings, each with a value that is not negative. */
  static PrefixMatcher of(Map<String, Integer> strings) {
    PrefixMatcher matcher = new PrefixMatcher();
    strings.forEach(matcher::put);
    return matcher;
  }

  static PrefixMatcher of(Collection<String> strings) {
    PrefixMatcher matcher = new PrefixMatcher();
    strings.forEach(string -> matcher.put(string, 0));
    return matcher;
  }

  private void put(String string, int value) {
    byte[] bytes = Utf8.encode(string);
    if (bytes.length == 0) {
      return;
    }
    int first = bytes[0] & 0xFF;
    Node node = roots[first] == null ? roots[first] = new Node() : roots[first];
    for (int i = 1; i < bytes.length; i++) {
      node = node.children.computeIfAbsent(bytes[i], b -> new Node());
    }
    node.value = value;
  }

  boolean mayStartWith(byte b) {
    return roots[b & 0xFF] != null;
  }

  /** The longest string at {@code at}, as {@code value << 32 | length}, or -1 if there is none. */
  long longestMatch(byte[] text, int at, int to) {
    long best = -1;
    Node node = roots[text[at] & 0xFF];
    for (int i = at; node != null; ) {
      i++;
      if (node.value >= 0) {
        best = (long) node.value << 32 | (i - at);
      }
      node = i < to ? node.children.get(text[i]) : null;
    }
    return best;
  }
}
