package dev.glossa.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.glossa.job.ByteSize;
import java.io.Serializable;

/**
 * How input is read; section {@code ingest} of the configuration.
 *
 * @param maxRecordSize a larger record is a reject
 * @param maxBadShare the share of unreadable records among all above which a job ends, 0 to 1
 * @param textDocuments what is a document of a plain text file
 * @param fields which fields of JSON, and columns of tables, hold what
 */
public record IngestSettings(
    ByteSize maxRecordSize,
    double maxBadShare,
    TextDocuments textDocuments,
    DocumentFields fields) {

  /** What is a document of a plain text file. */
  public enum TextDocuments {
    @JsonProperty("file")
    FILE,
    @JsonProperty("line")
    LINE
  }

  /** The settings that readers on executors need. */
  Limits limits() {
    return new Limits(
        (int) Math.min(maxRecordSize.bytes(), Integer.MAX_VALUE - 16),
        textDocuments == TextDocuments.LINE,
        fields);
  }

  /**
   * @param maxRecordBytes a larger record is a reject
   * @param textByLine whether every line of a plain text file is a document
   * @param fields which fields of JSON hold what
   */
  record Limits(int maxRecordBytes, boolean textByLine, DocumentFields fields)
      implements Serializable {}
}
