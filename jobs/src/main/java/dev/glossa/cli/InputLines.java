package dev.glossa.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a stream as bytes, without their U+000A, and without a copy of each. */
final class InputLines implements Closeable {

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private int next;
  private int filled;

  InputLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
    from = next;
    for (int at = from; ; at++) {
      if (at == filled) {
        int read = at - from;
        if (!fill()) {
          to = filled;
          next = filled;
          return read > 0;
        }
        at = from + read;
      }
      if (buffer[at] == '\n') {
        to = at;
        next = at + 1;
        return true;
      }
    }
  }

  /** Moves the line that has begun to the start of the buffer and reads on behind it. */
  private boolean fill() throws IOException {
    int begun = filled - from;
    if (begun == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else {
      System.arraycopy(buffer, from, buffer, 0, begun);
    }
    from = 0;
    filled = begun;
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  /** Where the line lies, from {@link #from()} to {@link #to()}. */
  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  String text() {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
