package dev.glossa.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads the records of one split, one after the other. What cannot be read becomes a record with an
 * error; reading never throws because of what is in a file.
 */
abstract class RecordReader implements Iterator<RawRecord>, Closeable {

  private RawRecord next;
  private boolean finished;

  /** The next record, or null at the end. */
  abstract RawRecord read();

  @Override
  public final boolean hasNext() {
    if (next == null && !finished) {
      next = read();
      if (next == null) {
        finished = true;
        try {
          close();
        } catch (IOException e) {
          // Everything was read: a failure to close loses nothing.
        }
      }
    }
    return next != null;
  }

  @Override
  public final RawRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RawRecord record = next;
    next = null;
    return record;
  }
}
