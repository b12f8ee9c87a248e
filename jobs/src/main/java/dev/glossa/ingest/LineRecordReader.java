package dev.glossa.ingest;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A document a line: JSONL, or plain text by lines. Blank lines are none. */
final class LineRecordReader extends RecordReader {

  private final String file;
  private final long end;
  private final DocumentFields json;
  private final int maxLength;
  private final LineReader lines;
  private boolean broken;

  /**
   * @param lines stands at the first line of the split
   * @param end the split's end
   * @param json names of the fields of lines that are JSON; null: a line is text
   */
  LineRecordReader(String file, LineReader lines, long end, int maxLength, DocumentFields json) {
    this.file = file;
    this.lines = lines;
    this.end = end;
    this.json = json;
    this.maxLength = maxLength;
  }

  @Override
  RawRecord read() {
    try {
      while (!broken && lines.nextOffset() < end && lines.next()) {
        if (!lines.isBlank()) {
          return document();
        }
      }
      return null;
    } catch (IOException e) {
      broken = true;
      return RawRecord.unreadable(
          file, lines.offset(), excerpt(), "the file breaks off: " + e.getMessage());
    }
  }

  private RawRecord document() {
    if (lines.isTooLong()) {
      return RawRecord.tooLarge(file, lines.offset(), excerpt(), maxLength);
    }
    Optional<String> line = Utf8.decode(lines.line(), lines.length());
    if (line.isEmpty()) {
      return RawRecord.unreadable(file, lines.offset(), excerpt(), "no UTF-8");
    }
    if (json != null) {
      return JsonDocument.parse(line.get(), file, lines.offset(), json);
    }
    return new RawRecord(null, null, line.get(), null, Map.of(), file, lines.offset(), false, null);
  }

  private String excerpt() {
    return RawRecord.excerpt(lines.line(), lines.length());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
