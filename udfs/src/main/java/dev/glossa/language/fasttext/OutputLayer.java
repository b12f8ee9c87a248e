package dev.glossa.language.fasttext;

/** From a text's vector to its labels. Immutable. */
interface OutputLayer {

  /** Offers the labels whose probability is at least the threshold. */
  void predict(float[] hidden, float threshold, Best best);

  static OutputLayer of(Loss loss, Matrix output, long[] labelCounts) {
    return switch (loss) {
      case HIERARCHICAL_SOFTMAX -> new LabelTree(output, labelCounts);
      case SOFTMAX -> new Softmax(output);
      case ONE_VS_ALL, NEGATIVE_SAMPLING -> new OneVsAll(output);
    };
  }
}
