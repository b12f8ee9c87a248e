package dev.glossa.vocabulary;

import dev.glossa.tokenizer.WordSink;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/** Counted words as bytes: of each its length, its UTF-8 and its count, numbers in 7-bit groups. */
final class WordStream {

  private WordStream() {}

  static void write(OutputStream out, byte[] word, int from, int to, long count)
      throws IOException {
    writeNumber(out, to - from);
    out.write(word, from, to - from);
    writeNumber(out, count);
  }

  private static void writeNumber(OutputStream out, long number) throws IOException {
    long rest = number;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Hands on all words of a stream, up to its end. */
  static void read(DataInputStream in, WordSink words) throws IOException {
    byte[] word = new byte[1 << 12];
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = Math.toIntExact(readNumber(first, in));
      word = length > word.length ? new byte[length * 2] : word;
      in.readFully(word, 0, length);
      words.add(word, 0, length, readNumber(in.read(), in));
    }
  }

  private static long readNumber(int first, DataInputStream in) throws IOException {
    long number = first & 0x7F;
    int next = first;
    for (int shift = 7; next >= 0x80; shift += 7) {
      next = in.read();
      number |= (long) (next & 0x7F) << shift;
    }
    if (next < 0) {
      throw new EOFException("a stream of words breaks off");
    }
    return number;
  }
}
