package dev.glossa.words;

import dev.glossa.text.Characters;
import dev.glossa.text.WordSplitter;
import java.util.ArrayList;
import java.util.List;

/**
 * jieba 0.42 with its hidden Markov model, without tokens of white space: the most probable words
 * of the dictionary; characters in a row that are words of their own are split anew by the model.
 */
final class JiebaWords implements WordSplitter {

  /** The states that may come before B, E, M and S, in their order. */
  private static final int[][] PREVIOUS = {{1, 3}, {0, 2}, {0, 2}, {1, 3}};

  private final JiebaModel model = JiebaModel.read();

  @Override
  public List<String> split(String text) {
    List<String> words = new ArrayList<>(text.length() / 2 + 1);
    int i = 0;
    while (i < text.length()) {
      int start = i;
      while (i < text.length() && isOfBlock(text.charAt(i))) {
        i++;
      }
      if (start < i) {
        new Block(text.substring(start, i), words).split();
        continue;
      }
      i += Character.charCount(text.codePointAt(i));
      if (!Characters.isSpace(text.charAt(start))) {
        words.add(text.substring(start, i));
      }
    }
    return words;
  }

  private static boolean isOfBlock(char c) {
    return JiebaModel.isIdeograph(c) || isLetterOrDigit(c) || "+#&._%-".indexOf(c) >= 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Ideographs, Latin letters and digits in a row. */
  private final class Block {

    private final String text;
    private final List<String> words;

    Block(String text, List<String> words) {
      this.text = text;
      this.words = words;
    }

    void split() {
      int[] ends = mostProbableWords();
      int singles = 0;
      for (int i = 0; i < text.length(); i = ends[i]) {
        if (ends[i] - i > 1) {
          splitSingles(singles, i);
          words.add(text.substring(i, ends[i]));
          singles = ends[i];
        }
      }
      splitSingles(singles, text.length());
    }

    /** Where the word ends that starts at a place; of equally probable ones the longer. */
    private int[] mostProbableWords() {
      int length = text.length();
      double[] best = new double[length + 1];
      int[] ends = new int[length];
      for (int i = length - 1; i >= 0; i--) {
        best[i] = Double.NEGATIVE_INFINITY;
        int node = model.child(JiebaModel.ROOT, text.charAt(i));
        for (int end = i + 1; node >= 0; end++) {
          if (model.isWord(node)) {
            double logarithm = model.logarithm(node) + best[end];
            if (logarithm >= best[i]) {
              best[i] = logarithm;
              ends[i] = end;
            }
          }
          node = end < length ? model.child(node, text.charAt(end)) : -1;
        }
        if (ends[i] == 0) {
          best[i] = model.unknown() + best[i + 1];
          ends[i] = i + 1;
        }
      }
      return ends;
    }

    private void splitSingles(int start, int end) {
      if (end - start == 1 || isWord(start, end)) {
        for (int i = start; i < end; i++) {
          words.add(text.substring(i, i + 1));
        }
        return;
      }
      int i = start;
      while (i < end) {
        int from = i;
        boolean ideographs = JiebaModel.isIdeograph(text.charAt(i));
        while (i < end && JiebaModel.isIdeograph(text.charAt(i)) == ideographs) {
          i++;
        }
        if (ideographs) {
          splitByStates(from, i);
        } else {
          splitLatin(from, i);
        }
      }
    }

    private boolean isWord(int start, int end) {
      int node = JiebaModel.ROOT;
      for (int i = start; i < end && node >= 0; i++) {
        node = model.child(node, text.charAt(i));
      }
      return model.isWord(node);
    }

    /** Letters and digits, with decimals and a percent sign, are one; so is what is between. */
    private void splitLatin(int start, int end) {
      int i = start;
      while (i < end) {
        int from = i;
        boolean number = isLetterOrDigit(text.charAt(i));
        while (i < end && isLetterOrDigit(text.charAt(i)) == number) {
          i++;
        }
        if (number) {
          i = afterDecimals(i, end);
          i += i < end && text.charAt(i) == '%' ? 1 : 0;
        }
        words.add(text.substring(from, i));
      }
    }

    private int afterDecimals(int start, int end) {
      int i = start;
      if (i + 1 < end && text.charAt(i) == '.' && isDigit(text.charAt(i + 1))) {
        i++;
        while (i < end && isDigit(text.charAt(i))) {
          i++;
        }
      }
      return i;
    }

    private void splitByStates(int start, int end) {
      int[] states = mostProbableStates(start, end);
      int begin = start;
      for (int i = start; i < end; i++) {
        switch (states[i - start]) {
          case JiebaModel.BEGIN -> begin = i;
          case JiebaModel.END -> words.add(text.substring(begin, i + 1));
          case JiebaModel.SINGLE -> words.add(text.substring(i, i + 1));
          default -> {}
        }
      }
    }

    /** Viterbi's path that ends in E or S; of equally probable ones that of the later state. */
    private int[] mostProbableStates(int start, int end) {
      int length = end - start;
      double[] best = new double[JiebaModel.STATES];
      byte[] previous = new byte[length * JiebaModel.STATES];
      for (int state = 0; state < JiebaModel.STATES; state++) {
        best[state] = model.start(state, text.charAt(start));
      }
      for (int i = 1; i < length; i++) {
        double[] next = new double[JiebaModel.STATES];
        for (int state = 0; state < JiebaModel.STATES; state++) {
          double emission = model.emission(state, text.charAt(start + i));
          next[state] = Double.NEGATIVE_INFINITY;
          for (int from : PREVIOUS[state]) {
            double logarithm = best[from] + model.transition(from, state) + emission;
            if (logarithm >= next[state]) {
              next[state] = logarithm;
              previous[i * JiebaModel.STATES + state] = (byte) from;
            }
          }
        }
        best = next;
      }
      int[] states = new int[length];
      states[length - 1] =
          best[JiebaModel.SINGLE] >= best[JiebaModel.END] ? JiebaModel.SINGLE : JiebaModel.END;
      for (int i = length - 1; i > 0; i--) {
        states[i - 1] = previous[i * JiebaModel.STATES + states[i]];
      }
      return states;
    }
  }
}
