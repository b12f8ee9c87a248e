package dev.glossa.prepare;

import dev.glossa.binary.InvalidModelException;
import dev.glossa.binary.LittleEndianBytes;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Large model files, mapped into memory; from other file systems a copy is made first. */
final class ModelFiles {

  private static final int SEGMENT_SHIFT = 30;

  private ModelFiles() {}

  /** Makes a model of the bytes of a file. */
  @FunctionalInterface
  interface Reader<T> {
    T read(LittleEndianBytes bytes) throws IOException;
  }

  /**
   * Reads a model from a file.
   *
   * @param kind what it is to be, for messages
   * @throws GlossaException (usage) if there is none, or it cannot be used
   */
  static <T> T read(String kind, String path, Configuration hadoop, Reader<T> reader) {
    try {
      return reader.read(map(kind, path, hadoop));
    } catch (InvalidModelException e) {
      throw new GlossaException(
          ExitCode.USAGE, "The %s '%s' %s".formatted(kind, path, e.getMessage()), e);
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "The %s '%s' cannot be read: %s.".formatted(kind, path, e.getMessage()),
          e);
    }
  }

  /** The file as a stream, unpacked if it is gzip. */
  static InputStream open(String path, Configuration hadoop) throws IOException {
    Path file = new Path(path);
    InputStream in = new BufferedInputStream(file.getFileSystem(hadoop).open(file), 1 << 16);
    return path.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static LittleEndianBytes map(String kind, String path, Configuration hadoop)
      throws IOException {
    Path file = new Path(path);
    FileSystem system = file.getFileSystem(hadoop);
    if (!system.exists(file) || !system.getFileStatus(file).isFile()) {
      throw GlossaException.usage("There is no %s at '%s': name a file.", kind, path);
    }
    if (system instanceof LocalFileSystem local) {
      return map(local.pathToFile(file).toPath());
    }
    java.nio.file.Path copy = Files.createTempFile("glossa-model-", ".bin");
    try (InputStream in = system.open(file)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return map(copy);
    } finally {
      // What is mapped stays, on every system that Spark runs on.
      Files.deleteIfExists(copy);
    }
  }

  private static LittleEndianBytes map(java.nio.file.Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      List<ByteBuffer> segments = new ArrayList<>();
      for (long start = 0; start < Math.max(size, 1); start += 1L << SEGMENT_SHIFT) {
        long length = Math.min((1L << SEGMENT_SHIFT) + LittleEndianBytes.OVERLAP, size - start);
        segments.add(channel.map(MapMode.READ_ONLY, start, length));
      }
      return LittleEndianBytes.of(segments, SEGMENT_SHIFT, size);
    }
  }
}
