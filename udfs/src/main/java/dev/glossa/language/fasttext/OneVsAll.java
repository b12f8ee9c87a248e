package dev.glossa.language.fasttext;

/** Every label by itself, with fastText's table of 512 steps for the sigmoid from −8 to 8. */
record OneVsAll(Matrix output) implements OutputLayer {

  private static final int STEPS = 512;
  private static final int MOST = 8;

  @Override
  public void predict(float[] hidden, float threshold, Best best) {
    float[] scores = output.times(hidden);
    for (int i = 0; i < scores.length; i++) {
      float probability = sigmoid(scores[i]);
      if (probability >= threshold) {
        best.offer(i, Best.log(probability));
      }
    }
  }

  private static float sigmoid(float x) {
    if (x < -MOST) {
      return 0;
    }
    if (x > MOST) {
      return 1;
    }
    int step = (int) ((x + MOST) * STEPS / MOST / 2);
    float start = step * 2f * MOST / STEPS - MOST;
    return (float) (1 / (1 + Math.exp(-start)));
  }
}
