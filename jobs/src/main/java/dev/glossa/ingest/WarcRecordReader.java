package dev.glossa.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcConversion;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcTargetRecord;

/**
 * Documents of a WARC, WET or ARC file: successful responses with a page or a plain text, and
 * conversions. A record is handed out only when the one behind it was found where the first says it
 * ends; behind a record that is damaged or cut short, reading goes on at the next record's start.
 */
final class WarcRecordReader extends RecordReader {

  private final String file;
  private final WarcSource source;
  private final int maxLength;

  private final Queue<RawRecord> ready = new ArrayDeque<>();
  private WarcReader reader;
  private long base;
  private long lastOffset = -1;

  /** The record that was read last, of which is not yet known whether it ends well. */
  private RawRecord pending;

  private long pendingOffset = -1;

  WarcRecordReader(String file, WarcSource source, int maxLength) {
    this.file = file;
    this.source = source;
    this.maxLength = maxLength;
    open(0);
  }

  @Override
  RawRecord read() {
    while (ready.isEmpty() && reader != null) {
      advance();
    }
    return ready.poll();
  }

  private void advance() {
    long before = pendingOffset;
    try {
      Optional<WarcRecord> record = reader.next();
      confirm();
      if (record.isEmpty()) {
        reader = null;
        return;
      }
      pendingOffset = base + reader.position();
      pending = document(record.get(), pendingOffset);
    } catch (IOException | RuntimeException e) {
      damaged(before, e);
    }
  }

  /** What was read last ended well. */
  private void confirm() {
    if (pending != null) {
      ready.add(pending);
    }
    pending = null;
  }

  private void damaged(long before, Exception cause) {
    long found = Math.max(base + reader.position(), base);
    boolean previous = before >= 0 && found == before && pendingOffset == before;
    if (!previous) {
      confirm();
    }
    pending = null;
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    ready.add(
        RawRecord.unreadable(
            file, increasing(found), null, "a WARC record is damaged or cut short: " + message));
    reader = null;
    pendingOffset = -1;
    try {
      long next = source.nextRecord(found + 1);
      if (next >= 0) {
        open(next);
      }
    } catch (IOException e) {
      ready.add(
          RawRecord.unreadable(
              file, increasing(found + 1), null, "the file breaks off: " + e.getMessage()));
    }
  }

  private void open(long offset) {
    try {
      base = offset;
      reader = new WarcReader(source.openAt(offset));
      reader.setLenient(true);
    } catch (IOException | RuntimeException e) {
      reader = null;
      ready.add(
          RawRecord.unreadable(file, increasing(offset), null, "no WARC file: " + e.getMessage()));
    }
  }

  /** Offsets in a file compressed as a whole may stand still; each record needs its own. */
  private long increasing(long offset) {
    lastOffset = Math.max(offset, lastOffset + 1);
    return lastOffset;
  }

  /** The document in a record; null when it has none. */
  private RawRecord document(WarcRecord record, long position) throws IOException {
    if (record instanceof WarcResponse response) {
      MediaType recordType = response.contentType();
      if (!recordType.base().equals(MediaType.HTTP)) {
        return null;
      }
      HttpResponse http = response.http();
      String type = mediaType(http);
      boolean html = type.equals("text/html") || type.equals("application/xhtml+xml");
      if (http.status() != 200 || !(html || type.equals("text/plain"))) {
        return null;
      }
      return document(response, position, http.body().stream(), contentType(http), html);
    }
    if (record instanceof WarcConversion conversion) {
      return document(conversion, position, conversion.body().stream(), null, false);
    }
    return null;
  }

  private RawRecord document(
      WarcTargetRecord record, long position, InputStream body, String contentType, boolean html)
      throws IOException {
    long offset = increasing(position);
    byte[] bytes = body.readNBytes(maxLength + 1);
    if (bytes.length > maxLength) {
      return RawRecord.unreadable(
          file,
          offset,
          new String(bytes, 0, 1024, StandardCharsets.UTF_8),
          "larger than ingest.max-record-size (" + maxLength + " bytes)");
    }
    boolean conversion = record instanceof WarcConversion;
    Optional<String> text =
        conversion
            ? Utf8.decode(bytes, bytes.length)
            : PageEncoding.decode(bytes, contentType, html);
    if (text.isEmpty()) {
      String excerpt = new String(bytes, 0, Math.min(1024, bytes.length), StandardCharsets.UTF_8);
      return RawRecord.unreadable(
          file, offset, excerpt, conversion ? "no UTF-8" : "text in no known encoding");
    }
    if (text.get().isBlank()) {
      return RawRecord.unreadable(file, offset, null, "no text");
    }
    String url = record.target().replaceAll("^<|>$", "");
    Map<String, String> metadata = Map.of("date", record.date().toString());
    return new RawRecord(null, url, text.get(), null, metadata, file, offset, html, null);
  }

  private static String mediaType(HttpResponse http) {
    return http.headers()
        .first("Content-Type")
        .map(type -> type.split(";")[0].strip().toLowerCase(java.util.Locale.ROOT))
        .orElse("text/html");
  }

  private static String contentType(HttpResponse http) {
    return http.headers().first("Content-Type").orElse(null);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
