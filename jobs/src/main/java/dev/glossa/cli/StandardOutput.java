package dev.glossa.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output in large blocks, which tells when nobody reads it any more. */
final class StandardOutput extends OutputStream {

  /** Whoever reads has seen enough, as {@code head} does: no error. */
  static final class ClosedPipeException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final byte[] buffer = new byte[1 << 16];
  private int size;

  @Override
  public void write(int b) throws IOException {
    if (size == buffer.length) {
      flush();
    }
    buffer[size++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.length - size) {
      flush();
    }
    if (length > buffer.length) {
      System.out.write(bytes, from, length);
      check();
    } else {
      System.arraycopy(bytes, from, buffer, size, length);
      size += length;
    }
  }

  @Override
  public void flush() throws IOException {
    System.out.write(buffer, 0, size);
    size = 0;
    check();
  }

  /** A PrintStream does not say why it failed; another write, past it, does. */
  private static void check() throws IOException {
    if (!System.out.checkError()) {
      return;
    }
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write('\n');
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
        throw new ClosedPipeException();
      }
      throw e;
    }
    throw new IOException("Standard output cannot be written to.");
  }

  /** Writes what is left; standard output itself stays open. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
