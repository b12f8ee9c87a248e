package dev.glossa.distributed;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A packed row of tokens to train on.
 *
 * @param ids N token ids
 * @param labels N labels, aligned with the ids: the token itself, or −100 where nothing is learned
 * @param lengths of the segments, in order; what is left of the row is padding
 */
public record TokenBlock(int[] ids, int[] labels, int[] lengths) implements Serializable {

  /** The label of a token on which nothing is learned. */
  public static final int IGNORED = -100;

  /** The lengths of the segments, and of the padding as if it were one more. */
  int[] lengthsWithPadding() {
    int padding = ids.length - Arrays.stream(lengths).sum();
    int[] all = Arrays.copyOf(lengths, lengths.length + (padding > 0 ? 1 : 0));
    if (padding > 0) {
      all[lengths.length] = padding;
    }
    return all;
  }
}
