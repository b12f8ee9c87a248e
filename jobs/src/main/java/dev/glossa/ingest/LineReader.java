package dev.glossa.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of bytes up to a length; of a longer line only so much is held in memory. */
final class LineReader implements Closeable {

  private final InputStream in;
  private final int maxLength;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;

  private byte[] line = new byte[1 << 12];
  private int length;
  private long offset;
  private long nextOffset;
  private boolean tooLong;

  LineReader(InputStream in, long offset, int maxLength) {
    this.in = in;
    this.nextOffset = offset;
    this.maxLength = maxLength;
  }

  /**
   * Goes to the next line.
   *
   * @return whether there is one
   * @throws IOException when the stream breaks; {@link #line} then holds what came of the line
   */
  boolean next() throws IOException {
    offset = nextOffset;
    length = 0;
    tooLong = false;
    boolean any = false;
    while (true) {
      if (position == limit) {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        if (limit == 0) {
          return any;
        }
      }
      any = true;
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      append(start, position - start);
      if (position < limit) {
        position++;
        nextOffset++;
        return true;
      }
    }
  }

  private void append(int start, int count) {
    nextOffset += count;
    int fitting = Math.min(count, maxLength - length);
    tooLong |= fitting < count;
    if (length + fitting > line.length) {
      int grown = (int) Math.min(maxLength, Math.max(2L * line.length, length + fitting));
      line = Arrays.copyOf(line, grown);
    }
    System.arraycopy(buffer, start, line, length, fitting);
    length += fitting;
  }

  /** The line's bytes, without its line feed, up to {@link #length}. */
  byte[] line() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether the line goes on behind what is held. */
  boolean isTooLong() {
    return tooLong;
  }

  /** Where the line starts. */
  long offset() {
    return offset;
  }

  /** Where the next line starts. */
  long nextOffset() {
    return nextOffset;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
