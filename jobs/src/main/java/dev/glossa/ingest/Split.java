package dev.glossa.ingest;

import java.io.Serializable;

/**
 * A part of a file that one task reads.
 *
 * @param file the file's path
 * @param start first byte
 * @param end byte behind the last; lines that start before it belong to the split
 * @param format what the file is
 */
record Split(String file, long start, long end, Format format) implements Serializable {

  long length() {
    return end - start;
  }
}
