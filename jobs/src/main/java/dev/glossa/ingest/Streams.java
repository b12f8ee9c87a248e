package dev.glossa.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Uncompressed bytes of files. */
final class Streams {

  private static final int BUFFER = 1 << 16;

  private Streams() {}

  /** The bytes of the file, by its name's ending; a cut compressed file ends in an exception. */
  static InputStream uncompressed(String name, InputStream in) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".gz")) {
      return new GZIPInputStream(new MemberStream(in), BUFFER);
    }
    if (lower.endsWith(".zst") || lower.endsWith(".zstd")) {
      return new ZstdInputStream(new BufferedInputStream(in, BUFFER));
    }
    return new BufferedInputStream(in, BUFFER);
  }

  /**
   * Says that bytes are available until there are none. {@link GZIPInputStream} looks for another
   * member only then, and streams of object stores say zero at the end of each of their buffers.
   */
  private static final class MemberStream extends BufferedInputStream {

    MemberStream(InputStream in) {
      super(in, BUFFER);
    }

    @Override
    public synchronized int available() throws IOException {
      int available = super.available();
      if (available > 0) {
        return available;
      }
      mark(1);
      int next = read();
      reset();
      return next < 0 ? 0 : 1;
    }
  }
}
