package dev.glossa.ingest;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A WARC file that can be opened at the start of any record. */
final class WarcSource implements Closeable {

  private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};
  private static final byte[] WARC = "WARC/".getBytes(StandardCharsets.US_ASCII);

  private final FileSystem fileSystem;
  private final Path path;
  private FSDataInputStream current;

  WarcSource(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  /** The file's bytes from an offset on. */
  InputStream openAt(long offset) throws IOException {
    close();
    current = fileSystem.open(path);
    current.seek(offset);
    return new BufferedInputStream(current, 1 << 16);
  }

  /** Where the first record at or behind the offset starts, or -1. */
  long nextRecord(long offset) throws IOException {
    boolean compressed;
    try (InputStream start = openAt(0)) {
      compressed = Arrays.equals(start.readNBytes(GZIP.length), GZIP);
    }
    byte[] sign = compressed ? GZIP : WARC;
    long candidate = find(sign, offset);
    while (candidate >= 0 && compressed && !isWarcMember(candidate)) {
      candidate = find(sign, candidate + 1);
    }
    return candidate;
  }

  private long find(byte[] sign, long from) throws IOException {
    try (InputStream in = openAt(from)) {
      int matched = 0;
      boolean lineStart = true;
      int previous = '\n';
      long position = from;
      for (int b = in.read(); b >= 0; b = in.read(), position++) {
        if (matched == 0) {
          lineStart = sign != WARC || previous == '\n';
        }
        matched = b == (sign[matched] & 0xFF) && lineStart ? matched + 1 : 0;
        if (matched == 0 && b == (sign[0] & 0xFF) && (sign != WARC || previous == '\n')) {
          matched = 1;
        }
        if (matched == sign.length) {
          return position - sign.length + 1;
        }
        previous = b;
      }
      return -1;
    }
  }

  private boolean isWarcMember(long offset) throws IOException {
    try (InputStream member = new GZIPInputStream(openAt(offset))) {
      return Arrays.equals(member.readNBytes(WARC.length), WARC);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
