package dev.glossa.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;

/**
 * Files that are JSON, but not JSON Lines: a configuration, a list of sources. None of their lines
 * is a document, and such a file is one unreadable record.
 */
final class MultilineJson {

  private static final JsonFactory JSON = new JsonFactory();

  private MultilineJson() {}

  /**
   * Whether a file is a single JSON value over more than one line. No more than the first value is
   * read, and that piece by piece.
   *
   * @param in the file, compressed or not; is closed
   */
  static boolean is(String file, InputStream in) {
    try (in;
        JsonParser parser = JSON.createParser(Streams.uncompressed(file, in))) {
      if (parser.nextToken() == null) {
        return false;
      }
      int firstLine = parser.currentTokenLocation().getLineNr();
      parser.skipChildren();
      return parser.currentLocation().getLineNr() > firstLine && parser.nextToken() == null;
    } catch (IOException e) {
      // What is wrong with it, whoever reads its lines will tell.
      return false;
    }
  }
}
