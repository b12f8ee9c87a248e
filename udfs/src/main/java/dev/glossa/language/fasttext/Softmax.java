package dev.glossa.language.fasttext;

/** One distribution over all labels. */
record Softmax(Matrix output) implements OutputLayer {

  @Override
  public void predict(float[] hidden, float threshold, Best best) {
    float[] scores = output.times(hidden);
    float greatest = scores[0];
    for (float score : scores) {
      greatest = Math.max(greatest, score);
    }
    float sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) Math.exp(scores[i] - greatest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      float probability = scores[i] / sum;
      if (probability >= threshold) {
        best.offer(i, Best.log(probability));
      }
    }
  }
}
