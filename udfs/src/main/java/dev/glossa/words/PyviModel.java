package dev.glossa.words;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * pyvi's words of two and three syllables, and its conditional random field, which labels
 * syllables.
 *
 * @param labels names of the labels
 * @param transitions weight of a label after another
 * @param weights weights of an attribute for the labels
 * @param lexicon the words
 */
record PyviModel(
    List<String> labels,
    double[][] transitions,
    Map<String, double[]> weights,
    PyviLexicon lexicon) {

  /** Reads what {@code word_data.py} wrote. */
  static PyviModel read() {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new GZIPInputStream(PyviModel.class.getResourceAsStream("pyvi.gz"))))) {
      int count = in.readInt();
      List<String> labels = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        labels.add(in.readUTF());
      }
      double[][] transitions = new double[count][];
      for (int i = 0; i < count; i++) {
        transitions[i] = readRow(in, count);
      }
      int attributes = in.readInt();
      Map<String, double[]> weights = new HashMap<>();
      for (int i = 0; i < attributes; i++) {
        weights.put(in.readUTF(), readRow(in, count));
      }
      return new PyviModel(
          labels, transitions, weights, new PyviLexicon(readWords(in), readWords(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] readRow(DataInputStream in, int count) throws IOException {
    double[] row = new double[count];
    for (int i = 0; i < count; i++) {
      row[i] = in.readDouble();
    }
    return row;
  }

  private static List<String> readWords(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      words.add(in.readUTF());
    }
    return words;
  }
}
