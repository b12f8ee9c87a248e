package dev.glossa.pack;

import dev.glossa.distributed.TokenBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A row of the {@code blocks} table, without its number.
 *
 * @param inputIds N ids
 * @param labels N labels, −100 where nothing is learned: the first token of a segment, prompts,
 *     padding
 * @param lengths of the segments
 * @param documents the segments' documents
 */
record PackedBlock(int[] inputIds, int[] labels, int[] lengths, List<String> documents)
    implements Serializable {

  static PackedBlock of(List<Segment> segments, int length, int padId) {
    int[] ids = new int[length];
    int[] labels = new int[length];
    int[] lengths = new int[segments.size()];
    List<String> documents = new ArrayList<>();
    int at = 0;
    for (Segment segment : segments) {
      System.arraycopy(segment.ids(), 0, ids, at, segment.length());
      System.arraycopy(segment.labels(), 0, labels, at, segment.length());
      labels[at] = TokenBlock.IGNORED;
      lengths[documents.size()] = segment.length();
      documents.add(segment.document());
      at += segment.length();
    }
    Arrays.fill(ids, at, length, padId);
    Arrays.fill(labels, at, length, TokenBlock.IGNORED);
    return new PackedBlock(ids, labels, lengths, documents);
  }
}
