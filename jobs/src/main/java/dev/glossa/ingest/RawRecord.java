package dev.glossa.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A record of an input file as it was found, or why it could not be read.
 *
 * @param id the input's own id, or null
 * @param url where the document is from, or null
 * @param text the text or the page; of an unreadable record the beginning, as far as there is one
 * @param language the input's label, or null
 * @param metadata everything else that the record says
 * @param file the file's path
 * @param offset where the record starts, in bytes of the uncompressed file; of a WARC file in bytes
 *     of the file itself
 * @param html whether the text is a page whose main text is yet to be found
 * @param error why the record cannot be used, or null
 */
record RawRecord(
    String id,
    String url,
    String text,
    String language,
    Map<String, String> metadata,
    String file,
    long offset,
    boolean html,
    String error)
    implements Serializable {

  /** Code units of an unreadable record that are kept. */
  static final int EXCERPT = 1024;

  /** The same with another text, and perhaps an error. */
  RawRecord with(String otherText, String otherError) {
    return new RawRecord(id, url, otherText, language, metadata, file, offset, html, otherError);
  }

  static RawRecord unreadable(String file, long offset, String excerpt, String error) {
    String beginning =
        excerpt != null && excerpt.length() > EXCERPT ? excerpt.substring(0, EXCERPT) : excerpt;
    return new RawRecord(null, null, beginning, null, Map.of(), file, offset, false, error);
  }

  static RawRecord tooLarge(String file, long offset, String excerpt, int maxBytes) {
    return unreadable(
        file, offset, excerpt, "larger than ingest.max-record-size (" + maxBytes + " bytes)");
  }

  /** The beginning of a record's bytes, with marks where they are no UTF-8. */
  static String excerpt(byte[] bytes, int length) {
    return new String(bytes, 0, Math.min(length, EXCERPT), StandardCharsets.UTF_8);
  }
}
