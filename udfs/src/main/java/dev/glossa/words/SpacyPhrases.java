package dev.glossa.words;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exceptions that the other rules would split. Where their tokens stand in a row, with the
 * exception's white space between them, the exception's own tokens take their place. Longer ones go
 * first, then earlier ones; what has met any other goes without.
 */
final class SpacyPhrases {

  private record Span(int start, int end) {}

  private static final class Node {
    private final Map<String, Node> following = new HashMap<>();
    private boolean complete;
  }

  private final Node root = new Node();
  private final Map<String, List<String>> exceptions;

  SpacyPhrases(Map<String, List<String>> exceptions) {
    this.exceptions = exceptions;
  }

  /** Adds an exception by the tokens that it has without being one. */
  void add(List<String> tokens) {
    Node node = root;
    for (String token : tokens) {
      node = node.following.computeIfAbsent(token, any -> new Node());
    }
    node.complete = true;
  }

  /** Whether a phrase starts with the token. */
  boolean startsWith(String token) {
    return root.following.containsKey(token);
  }

  /**
   * Puts exceptions into their places.
   *
   * @param tokens the tokens of a text, an empty one where there is more than one space
   * @param starts which of them may be the start of a phrase
   * @param spaced which of them have a space after them
   */
  List<String> apply(List<String> tokens, IntArrayList starts, BitSet spaced) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      findSpans(tokens, starts.getInt(i), spans);
    }
    return spans.isEmpty() ? tokens : replace(tokens, apart(spans), spaced);
  }

  private void findSpans(List<String> tokens, int start, List<Span> spans) {
    Node node = root.following.get(tokens.get(start));
    for (int end = start + 1; node != null; end++) {
      if (node.complete) {
        spans.add(new Span(start, end));
      }
      node = end < tokens.size() ? node.following.get(tokens.get(end)) : null;
    }
  }

  private static List<Span> apart(List<Span> spans) {
    spans.sort(
        Comparator.comparingInt((Span span) -> span.start() - span.end())
            .thenComparingInt(Span::start));
    BitSet met = new BitSet();
    List<Span> chosen = new ArrayList<>();
    for (Span span : spans) {
      if (!met.get(span.start()) && !met.get(span.end() - 1)) {
        chosen.add(span);
      }
      met.set(span.start(), span.end());
    }
    chosen.sort(Comparator.comparingInt(Span::start));
    return chosen;
  }

  private List<String> replace(List<String> tokens, List<Span> spans, BitSet spaced) {
    List<String> replaced = new ArrayList<>(tokens.size());
    int copied = 0;
    for (Span span : spans) {
      replaced.addAll(tokens.subList(copied, span.start()));
      StringBuilder text = new StringBuilder();
      for (int i = span.start(); i < span.end(); i++) {
        text.append(tokens.get(i));
        if (spaced.get(i) && i < span.end() - 1) {
          text.append(' ');
        }
      }
      replaced.addAll(
          exceptions.getOrDefault(text.toString(), tokens.subList(span.start(), span.end())));
      copied = span.end();
    }
    replaced.addAll(tokens.subList(copied, tokens.size()));
    return replaced;
  }
}
