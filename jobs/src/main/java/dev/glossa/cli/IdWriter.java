package dev.glossa.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes ids as decimal numbers with single spaces between them. */
final class IdWriter {

  private static final int MAX_CHARACTERS = 11;

  private final OutputStream out;
  private byte[] line = new byte[1 << 12];

  IdWriter(OutputStream out) {
    this.out = out;
  }

  void write(int[] ids) throws IOException {
    if (line.length / MAX_CHARACTERS <= ids.length) {
      line = Arrays.copyOf(line, Math.multiplyExact(ids.length + 1, MAX_CHARACTERS));
    }
    int at = 0;
    for (int i = 0; i < ids.length; i++) {
      if (i > 0) {
        line[at++] = ' ';
      }
      at = put(ids[i], at);
    }
    out.write(line, 0, at);
  }

  private int put(int id, int at) {
    int digits = 1;
    for (int rest = id; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = id;
    for (int i = at + digits - 1; i >= at; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }
}
