package dev.glossa.words;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * jieba's dictionary, a tree of characters, and the hidden Markov model of characters that are in
 * none of its words. States are B, E, M and S: the first, last and middle ones of a word, and words
 * of one.
 */
final class JiebaModel {

  /** The node of the empty word. */
  static final int ROOT = 0;

  static final int BEGIN = 0;
  static final int END = 1;
  static final int SINGLE = 3;
  static final int STATES = 4;

  private static final int FIRST_IDEOGRAPH = 0x4E00;
  private static final int LAST_IDEOGRAPH = 0x9FD5;

  /** The logarithm that jieba has for no probability at all. */
  private static final double NEVER = -3.14e100;

  private final Long2IntOpenHashMap children = new Long2IntOpenHashMap();
  private final double[] wordLogarithms;
  private final double unknown;
  private final double[] start = new double[STATES];
  private final double[][] transitions = new double[STATES][STATES];
  private final double[][] emissions = new double[STATES][LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1];

  private JiebaModel(DataInputStream in) throws IOException {
    children.defaultReturnValue(-1);
    double total = in.readDouble();
    unknown = -StrictMath.log(total);
    wordLogarithms = readWords(in, StrictMath.log(total));
    readStates(in);
  }

  /** Reads what {@code word_data.py} wrote. */
  static JiebaModel read() {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(JiebaModel.class.getResourceAsStream("jieba.gz"))))) {
      return new JiebaModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words in order, each with its count and how many characters it shares with the last one. */
  private double[] readWords(DataInputStream in, double logTotal) throws IOException {
    int words = in.readInt();
    double[] logarithms = new double[2 * words];
    Arrays.fill(logarithms, Double.NaN);
    int[] path = new int[256];
    int nodes = 1;
    for (int i = 0; i < words; i++) {
      int packed = in.readInt();
      int depth = packed & 0xFF;
      String rest = in.readUTF();
      for (int c = 0; c < rest.length(); c++, depth++) {
        children.put(key(path[depth], rest.charAt(c)), nodes);
        path[depth + 1] = nodes++;
      }
      if (nodes > logarithms.length) {
        int from = logarithms.length;
        logarithms = Arrays.copyOf(logarithms, 2 * nodes);
        Arrays.fill(logarithms, from, logarithms.length, Double.NaN);
      }
      int count = packed >>> 8;
      if (count > 0) {
        logarithms[path[depth]] = StrictMath.log(count) - logTotal;
      }
    }
    children.trim();
    return Arrays.copyOf(logarithms, nodes);
  }

  private void readStates(DataInputStream in) throws IOException {
    if (!in.readUTF().equals("BEMS")) {
      throw new IOException("The states in jieba.gz are not B, E, M, S; make it anew.");
    }
    for (int state = 0; state < STATES; state++) {
      start[state] = in.readDouble();
    }
    for (double[] row : transitions) {
      for (int state = 0; state < STATES; state++) {
        row[state] = in.readDouble();
      }
    }
    String characters = in.readUTF();
    for (double[] row : emissions) {
      Arrays.fill(row, NEVER);
      for (int i = 0; i < characters.length(); i++) {
        double logarithm = in.readDouble();
        if (isIdeograph(characters.charAt(i))) {
          row[characters.charAt(i) - FIRST_IDEOGRAPH] = logarithm;
        }
      }
    }
  }

  /** Whether the character is one that words which are in no dictionary are made of. */
  static boolean isIdeograph(char c) {
    return c >= FIRST_IDEOGRAPH && c <= LAST_IDEOGRAPH;
  }

  /** The node of a text that is longer by a character, or -1 when no word starts so. */
  int child(int node, char c) {
    return children.get(key(node, c));
  }

  /** Whether the text of a node is a word. */
  boolean isWord(int node) {
    return node >= 0 && !Double.isNaN(wordLogarithms[node]);
  }

  /** Log probability of a word. */
  double logarithm(int node) {
    return wordLogarithms[node];
  }

  /** Log probability of a character that is no word. */
  double unknown() {
    return unknown;
  }

  /** Log probability of a state at a word's start, and there of an ideograph. */
  double start(int state, char c) {
    return start[state] + emissions[state][c - FIRST_IDEOGRAPH];
  }

  /** Log probability of a state after another. */
  double transition(int from, int to) {
    return transitions[from][to];
  }

  /** Log probability of an ideograph in a state. */
  double emission(int state, char c) {
    return emissions[state][c - FIRST_IDEOGRAPH];
  }

  private static long key(int node, char c) {
    return (long) node << 16 | c;
  }
}
