import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Wraps standard input into gzip's format without compressing it: jars are compressed already, and a gigabyte takes a second. */
final class Gzip extends GZIPOutputStream {
  private Gzip() throws IOException {
    super(new BufferedOutputStream(System.out, 1 << 20), 1 << 20);
    def.setLevel(Deflater.NO_COMPRESSION);
  }

  public static void main(String[] args) throws IOException {
    try (Gzip out = new Gzip()) {
      System.in.transferTo(out);
    }
  }
}
