package dev.glossa.language;

/** Pieces from all over a text, by which a long one is judged. */
final class TextSample {

  private TextSample() {}

  /**
   * The whole text if it is short, else pieces at equal distances, each on a line of its own.
   *
   * @param most characters in all
   */
  static String of(String text, int most, int pieces) {
    if (text.length() <= most) {
      return text;
    }
    int piece = most / pieces;
    StringBuilder sample = new StringBuilder(most + pieces);
    for (int i = 0; i < pieces; i++) {
      int start = (int) ((long) (text.length() - piece) * i / (pieces - 1));
      sample.append(text, start, start + piece).append('\n');
    }
    return sample.toString();
  }
}
