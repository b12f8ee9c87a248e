package dev.glossa.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Records that are kept one by one, as they come, so that a process that is killed loses none:
 * lines of JSON in parts, one a run, and at the end in one file, NAME.jsonl. Where a file system
 * shows nothing of a file that is still open, as object stores do, every line is a part.
 */
final class KeptRecords<T> implements AutoCloseable {
  private static final ObjectWriter LINE =
      Json.FILES.writer().without(SerializationFeature.INDENT_OUTPUT);

  private final FileSystem files;
  private final Path parts;
  private final Path whole;
  private final Class<T> type;
  private FSDataOutputStream out;
  private int part;

  /**
   * @param folder where they are kept
   * @param name what they are
   */
  KeptRecords(FileSystem files, Path folder, String name, Class<T> type) {
    // Checksum files would lag behind a file that is killed while it grows.
    this.files = files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    this.parts = new Path(folder, name);
    this.whole = new Path(folder, name + ".jsonl");
    this.type = type;
  }

  /** What earlier runs have kept; a record may be there twice. */
  List<T> read() throws IOException {
    List<T> records = new ArrayList<>();
    if (files.exists(whole)) {
      read(whole, records);
    }
    if (files.exists(parts)) {
      FileStatus[] all = files.listStatus(parts);
      Arrays.sort(all);
      for (FileStatus each : all) {
        read(each.getPath(), records);
      }
      part = all.length;
    }
    return records;
  }

  private void read(Path file, List<T> records) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        String next = in.readLine();
        try {
          records.add(Json.FILES.readValue(line, type));
        } catch (JsonProcessingException e) {
          // The line that was being written when a run was killed is the last.
          if (next != null) {
            throw new GlossaException(
                ExitCode.BAD_INPUT, "'" + file + "' is damaged: start over with --fresh.", e);
          }
        }
        line = next;
      }
    }
  }

  /** Keeps a record; when this returns, it outlives the process. */
  synchronized void add(T record) throws IOException {
    if (out == null) {
      out = files.create(new Path(parts, "part-%06d.jsonl".formatted(part++)), false);
    }
    out.write(line(record));
    if (out.hasCapability(StreamCapabilities.HFLUSH)) {
      out.hflush();
    } else {
      close();
    }
  }

  private static byte[] line(Object record) throws IOException {
    return (LINE.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Puts all records into one file, in this order, and then the parts away. */
  synchronized void finish(List<T> records) throws IOException {
    close();
    if (files.exists(whole) && !files.exists(parts)) {
      return;
    }
    Path partial = new Path(whole.getParent(), "." + whole.getName() + ".partial");
    try (OutputStream file = files.create(partial, true)) {
      for (T record : records) {
        file.write(line(record));
      }
    }
    files.delete(whole, false);
    if (!files.rename(partial, whole)) {
      throw new IOException("cannot rename " + partial + " to " + whole);
    }
    files.delete(parts, true);
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
