package dev.glossa.ingest;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Makes input files, whole and damaged. */
public final class InputFiles {

  private final Path folder;

  public InputFiles(Path folder) {
    this.folder = folder;
  }

  public Path write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  public Path write(String name, String text) throws IOException {
    return write(name, utf8(text));
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  public static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes);
  }

  public static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A WARC response record with a page. */
  public static byte[] response(String url, byte[] page) {
    byte[] http =
        join(
            utf8(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                    + page.length
                    + "\r\n\r\n"),
            page);
    return record("response", url, "application/http; msgtype=response", http);
  }

  /** A WARC record. */
  public static byte[] record(String type, String url, String contentType, byte[] block) {
    return join(
        utf8(
            "WARC/1.0\r\nWARC-Type: "
                + type
                + "\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
                + "WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: <"
                + url
                + ">\r\nContent-Type: "
                + contentType
                + "\r\nContent-Length: "
                + block.length
                + "\r\n\r\n"),
        block,
        utf8("\r\n\r\n"));
  }
}
