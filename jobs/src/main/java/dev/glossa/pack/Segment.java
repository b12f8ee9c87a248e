package dev.glossa.pack;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A stretch of a document that lies in one block whole.
 *
 * @param document id
 * @param offset of its first token in the document
 * @param ids its tokens
 * @param labels beside them; the first is never predicted
 */
record Segment(String document, int offset, int[] ids, int[] labels) {

  /** Longest first; then by document, so that no order of the input is seen. */
  static final Comparator<Segment> LONGEST_FIRST =
      Comparator.comparingInt((Segment segment) -> -segment.length())
          .thenComparing(Segment::document)
          .thenComparingInt(Segment::offset)
          .thenComparing(Segment::ids, Arrays::compare);

  int length() {
    return ids.length;
  }

  Segment part(int from, int to) {
    return new Segment(
        document,
        offset + from,
        Arrays.copyOfRange(ids, from, to),
        Arrays.copyOfRange(labels, from, to));
  }
}
