package dev.glossa.language.fasttext;

import java.util.ArrayList;
import java.util.List;

/** The best labels so far, by logarithmic probability. */
final class Best {

  private final float[] scores;
  private final int[] labels;
  private int size;

  Best(int most) {
    this.scores = new float[most];
    this.labels = new int[most];
  }

  /** As fastText takes logarithms: never of zero. */
  static float log(double probability) {
    return (float) Math.log(probability + 1e-5);
  }

  /** Whether a label with this score would come too late. */
  boolean excludes(float score) {
    return size == scores.length && score < scores[size - 1];
  }

  void offer(int label, float score) {
    if (size == scores.length && score <= scores[size - 1]) {
      return;
    }
    int place = size < scores.length ? size++ : size - 1;
    while (place > 0 && scores[place - 1] < score) {
      scores[place] = scores[place - 1];
      labels[place] = labels[place - 1];
      place--;
    }
    scores[place] = score;
    labels[place] = label;
  }

  List<Prediction> predictions(String[] names) {
    List<Prediction> predictions = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      predictions.add(new Prediction(names[labels[i]], (float) Math.exp(scores[i])));
    }
    return predictions;
  }
}
