package dev.glossa.quality;

import com.ibm.icu.text.Normalizer2;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;

/** Phrases in a trie of characters; upper and lower case are the same. */
final class Phrases implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int ROOT = 0;

  /** The next node, by node and character; 0 is none, for no edge leads to the root. */
  private final Long2IntOpenHashMap edges = new Long2IntOpenHashMap();

  private final IntOpenHashSet ends = new IntOpenHashSet();

  Phrases(Collection<String> phrases) {
    for (String phrase : phrases) {
      add(normalize(phrase));
    }
    edges.trim();
  }

  /** A text as phrases are looked for in it. */
  static String normalize(String text) {
    return Normalizer2.getNFCInstance().normalize(text).toLowerCase(Locale.ROOT);
  }

  private void add(String phrase) {
    int node = ROOT;
    for (int i = 0; i < phrase.length(); i++) {
      long edge = edge(node, phrase.charAt(i));
      int next = edges.get(edge);
      if (next == ROOT) {
        next = edges.size() + 1;
        edges.put(edge, next);
      }
      node = next;
    }
    if (node != ROOT) {
      ends.add(node);
    }
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }

  /** Whether any phrase is somewhere in the normalized text. */
  boolean isIn(String text) {
    for (int start = 0; start < text.length(); start++) {
      if (end(text, start, end -> true) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Where the longest phrase that begins here ends, at an end that is allowed; else -1. */
  int end(String text, int start, Boundary allowed) {
    int found = -1;
    int node = ROOT;
    for (int i = start; i < text.length(); i++) {
      node = edges.get(edge(node, text.charAt(i)));
      if (node == ROOT) {
        return found;
      }
      if (ends.contains(node) && allowed.isAt(i + 1)) {
        found = i + 1;
      }
    }
    return found;
  }

  /** Where a phrase may end. */
  @FunctionalInterface
  interface Boundary {
    boolean isAt(int index);
  }

  private static long edge(int node, char c) {
    return (long) node << Character.SIZE | c;
  }
}
