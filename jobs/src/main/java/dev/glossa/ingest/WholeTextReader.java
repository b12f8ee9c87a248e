package dev.glossa.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A plain text file as one document. */
final class WholeTextReader extends RecordReader {

  private final String file;
  private final InputStream in;
  private final int maxLength;
  private boolean done;

  WholeTextReader(String file, InputStream in, int maxLength) {
    this.file = file;
    this.in = in;
    this.maxLength = maxLength;
  }

  @Override
  RawRecord read() {
    if (done) {
      return null;
    }
    done = true;
    byte[] bytes;
    try {
      bytes = in.readNBytes(maxLength + 1);
    } catch (IOException e) {
      return RawRecord.unreadable(file, 0, null, "the file breaks off: " + e.getMessage());
    }
    String excerpt = RawRecord.excerpt(bytes, bytes.length);
    if (bytes.length > maxLength) {
      return RawRecord.unreadable(
          file,
          0,
          excerpt,
          "larger than ingest.max-record-size ("
              + maxLength
              + " bytes); ingest.text-documents = line makes every line a document");
    }
    Optional<String> text = Utf8.decode(bytes, bytes.length);
    if (text.isEmpty()) {
      return RawRecord.unreadable(file, 0, excerpt, "no UTF-8");
    }
    if (text.get().isBlank()) {
      return RawRecord.unreadable(file, 0, null, "no text");
    }
    return new RawRecord(null, null, text.get(), null, Map.of(), file, 0, false, null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
