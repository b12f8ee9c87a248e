package dev.glossa.cli;

import dev.glossa.job.GlossaException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads ids in decimal numbers with white space between them. */
final class IdReader {

  private static final int MAX_DIGITS = 9;

  private int[] ids = new int[256];

  /**
   * The ids of a line.
   *
   * @param number of the line, for errors
   * @throws GlossaException (usage) if there is something else in it
   */
  int[] read(byte[] line, int from, int to, long number) {
    int size = 0;
    for (int at = from; at < to; ) {
      if (isSpace(line[at])) {
        at++;
        continue;
      }
      int start = at;
      int id = 0;
      while (at < to && line[at] >= '0' && line[at] <= '9' && at - start < MAX_DIGITS) {
        id = id * 10 + line[at++] - '0';
      }
      if (at == start || at < to && !isSpace(line[at])) {
        throw malformed(line, start, to, number);
      }
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }
    return Arrays.copyOf(ids, size);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static GlossaException malformed(byte[] line, int start, int to, long number) {
    int end = start;
    while (end < to && end - start < 40 && !isSpace(line[end])) {
      end++;
    }
    return GlossaException.badInput(
        "Line %d is no list of ids separated by spaces: '%s' is no id.",
        number, new String(line, start, end - start, StandardCharsets.UTF_8));
  }
}
