package dev.glossa.perplexity;

import dev.glossa.binary.InvalidModelException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of bytes, as strings of one character a byte; none may be longer than a mebibyte. */
final class ArpaLines {

  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[256];
  private long number;

  ArpaLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line without its end, null after the last. */
  String next() throws IOException {
    int length = 0;
    int read = in.read();
    if (read < 0) {
      return null;
    }
    number++;
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (length == buffer.length) {
        if (length >= LONGEST) {
          throw invalid("is longer than a mebibyte");
        }
        buffer = Arrays.copyOf(buffer, 2 * length);
      }
      buffer[length++] = (byte) read;
    }
    if (length > 0 && buffer[length - 1] == '\r') {
      length--;
    }
    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** The next line that is not empty; the file must go on. */
  String nextFull() throws IOException {
    String line = next();
    while (line != null && line.isBlank()) {
      line = next();
    }
    if (line == null) {
      throw new InvalidModelException(
          "ends after line %d, before \\end\\; get a whole copy.".formatted(number));
    }
    return line;
  }

  /** That the last line is wrong. */
  InvalidModelException invalid(String how) {
    return new InvalidModelException(
        "is no ARPA file: line %d %s; give an ARPA file or a binary file of KenLM."
            .formatted(number, how));
  }
}
