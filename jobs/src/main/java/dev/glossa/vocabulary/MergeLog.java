package dev.glossa.vocabulary;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The merges learned so far, as a file that is replaced as they become more. */
final class MergeLog {

  private static final String PREFIX = "merges-";

  private final FileSystem fileSystem;
  private final Path folder;
  private Path newest;

  MergeLog(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /** The merges of the newest complete file; none if there is no file. */
  long[] read() throws IOException {
    newest = null;
    if (fileSystem.exists(folder)) {
      for (FileStatus status : fileSystem.listStatus(folder)) {
        Path file = status.getPath();
        boolean complete = file.getName().matches(PREFIX + "\\d{10}");
        if (complete && (newest == null || file.getName().compareTo(newest.getName()) > 0)) {
          newest = file;
        }
      }
    }
    LongArrayList merges = new LongArrayList();
    if (newest != null) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(fileSystem.open(newest)))) {
        for (int left = in.readInt(); left > 0; left--) {
          merges.add(in.readLong());
        }
      }
    }
    return merges.toLongArray();
  }

  /** Writes all merges, and then removes the file of fewer. */
  void write(LongList merges) throws IOException {
    Path file = new Path(folder, PREFIX + "%010d".formatted(merges.size()));
    Path partial = file.suffix(".partial");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(fileSystem.create(partial, true)))) {
      out.writeInt(merges.size());
      for (int i = 0; i < merges.size(); i++) {
        out.writeLong(merges.getLong(i));
      }
    }
    if (!fileSystem.rename(partial, file)) {
      throw new IOException("cannot rename " + partial + " to " + file);
    }
    if (newest != null) {
      fileSystem.delete(newest, false);
    }
    newest = file;
  }
}
