package dev.glossa.tokenizer;

import java.util.List;

/** Cuts normalized text into pieces. Implementations are immutable and shared by all threads. */
interface Segmenter {

  /** Appends the ids of the pieces of {@code text[from, to)}, which is well-formed UTF-8. */
  void segment(byte[] text, int from, int to, IdArray out);

  /**
   * Appends the ids of the pieces of words: {@code text[bounds[0], bounds[1])}, {@code
   * text[bounds[2], bounds[3])} and so on.
   */
  default void segmentWords(byte[] text, IdArray bounds, IdArray out) {
    for (int i = 0; i < bounds.size; i += 2) {
      segment(text, bounds.ids[i], bounds.ids[i + 1], out);
    }
  }

  /**
   * The pieces of {@code text[from, to)} with their ends. A character of unknown text is a segment
   * of its own, whatever {@link #segment} makes of it.
   */
  List<Segment> segments(byte[] text, int from, int to);

  /**
   * A piece of a text; it starts where the one before it ends.
   *
   * @param id the piece's id, or -1 for a character that no piece covers
   * @param end offset in the text, exclusive
   */
  record Segment(int id, int end) {}
}
