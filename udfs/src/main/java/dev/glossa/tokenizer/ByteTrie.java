package dev.glossa.tokenizer;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;

/**
 * A trie of byte strings in a double array: the child of a node for a byte is {@code base[node] +
 * byte}, if that place is taken by a child of the node. Immutable.
 *
 * <p>Source: Aoe, "An efficient digital search algorithm by using a double-array structure" (1989).
 */
final class ByteTrie {

  static final int ROOT = 0;
  static final int NONE = -1;

  private static final int FREE = -1;

  private int[] base = new int[1024];
  private int[] parent = new int[1024];
  private int[] values = new int[1024];

  /** No place below this one is free. */
  private int firstFree = 1;

  private ByteTrie() {
    Arrays.fill(parent, FREE);
    Arrays.fill(values, NONE);
    parent[ROOT] = ROOT;
  }

  /** A trie of strings, none of them empty, each with a value that is not negative. */
  static ByteTrie of(Map<String, Integer> strings) {
    record Entry(byte[] key, int value) {}
    Entry[] entries =
        strings.entrySet().stream()
            .map(entry -> new Entry(Utf8.encode(entry.getKey()), entry.getValue()))
            .sorted((a, b) -> Arrays.compareUnsigned(a.key, b.key))
            .toArray(Entry[]::new);
    byte[][] keys = new byte[entries.length][];
    int[] values = new int[entries.length];
    for (int i = 0; i < entries.length; i++) {
      keys[i] = entries[i].key;
      values[i] = entries[i].value;
    }
    ByteTrie trie = new ByteTrie();
    trie.build(keys, values);
    return trie;
  }

  /** A node whose children are still to be placed: the keys {@code [from, to)} share its path. */
  private record Open(int node, int depth, int from, int to) {}

  private void build(byte[][] keys, int[] keyValues) {
    Deque<Open> open = new ArrayDeque<>();
    open.add(new Open(ROOT, 0, 0, keys.length));
    int[] labels = new int[256];
    int[] starts = new int[257];
    while (!open.isEmpty()) {
      Open next = open.remove();
      int from = next.from;
      if (from < next.to && keys[from].length == next.depth) {
        values[next.node] = keyValues[from++];
      }
      int count = 0;
      for (int i = from; i < next.to; i++) {
        int label = keys[i][next.depth] & 0xFF;
        if (count == 0 || labels[count - 1] != label) {
          starts[count] = i;
          labels[count++] = label;
        }
      }
      if (count == 0) {
        continue;
      }
      starts[count] = next.to;
      int place = place(labels, count);
      base[next.node] = place;
      for (int i = 0; i < count; i++) {
        parent[place + labels[i]] = next.node;
      }
      for (int i = 0; i < count; i++) {
        open.add(new Open(place + labels[i], next.depth + 1, starts[i], starts[i + 1]));
      }
    }
  }

  /** A base at which all children of a node find free places. */
  private int place(int[] labels, int count) {
    while (firstFree < parent.length && parent[firstFree] != FREE) {
      firstFree++;
    }
    int tries = 0;
    int at = Math.max(firstFree, labels[0] + 1);
    while (true) {
      int candidate = at - labels[0];
      reserve(candidate + 256);
      if (isFree(candidate, labels, count)) {
        return candidate;
      }
      at++;
      if (++tries == 4096) {
        // Densely taken: go on behind it, so that building stays linear.
        firstFree = at;
        tries = 0;
      }
    }
  }

  private boolean isFree(int candidate, int[] labels, int count) {
    for (int i = 0; i < count; i++) {
      if (parent[candidate + labels[i]] != FREE) {
        return false;
      }
    }
    return true;
  }

  private void reserve(int size) {
    int old = parent.length;
    if (old < size) {
      int grown = Math.max(size, old + (old >> 1));
      base = Arrays.copyOf(base, grown);
      parent = Arrays.copyOf(parent, grown);
      values = Arrays.copyOf(values, grown);
      Arrays.fill(parent, old, grown, FREE);
      Arrays.fill(values, old, grown, NONE);
    }
  }

  /** The child of a node, or {@link #NONE}. */
  int child(int node, byte label) {
    int child = base[node] + (label & 0xFF);
    return child < parent.length && parent[child] == node && child != ROOT ? child : NONE;
  }

  /** The value of the string that ends at a node, or {@link #NONE}. */
  int value(int node) {
    return values[node];
  }

  /** The longest string at {@code at}, as {@code value << 32 | length}, or -1 if there is none. */
  long longestMatch(byte[] text, int at, int to) {
    long best = -1;
    int node = ROOT;
    for (int i = at; i < to; ) {
      node = child(node, text[i++]);
      if (node == NONE) {
        break;
      }
      if (values[node] >= 0) {
        best = (long) values[node] << 32 | (i - at);
      }
    }
    return best;
  }
}
