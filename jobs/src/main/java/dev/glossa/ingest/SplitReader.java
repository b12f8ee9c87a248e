package dev.glossa.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Opens splits. */
final class SplitReader {

  private SplitReader() {}

  /** The records of a split; one record with an error when its file cannot be opened. */
  static Iterator<RawRecord> read(Split split, Configuration hadoop, IngestSettings.Limits limits) {
    try {
      return open(split, hadoop, limits);
    } catch (IOException e) {
      return List.of(
              RawRecord.unreadable(
                  split.file(), split.start(), null, "the file cannot be read: " + e.getMessage()))
          .iterator();
    }
  }

  private static RecordReader open(Split split, Configuration hadoop, IngestSettings.Limits limits)
      throws IOException {
    Path path = new Path(split.file());
    FileSystem fileSystem = path.getFileSystem(hadoop);
    if (split.format() == Format.WARC) {
      return new WarcRecordReader(
          split.file(), new WarcSource(fileSystem, path), limits.maxRecordBytes());
    }
    if (Format.isNamedJson(split.file()) && MultilineJson.is(split.file(), fileSystem.open(path))) {
      throw new IOException(
          "it is one JSON document over several lines, and not a document a line");
    }
    FSDataInputStream file = fileSystem.open(path);
    try {
      if (split.format() == Format.TEXT && !limits.textByLine()) {
        InputStream in = Streams.uncompressed(split.file(), file);
        return new WholeTextReader(split.file(), in, limits.maxRecordBytes());
      }
      return lines(split, file, limits);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static RecordReader lines(
      Split split, FSDataInputStream file, IngestSettings.Limits limits) throws IOException {
    boolean partial = split.start() > 0;
    if (partial) {
      // The line that holds the byte before belongs to the split before.
      file.seek(split.start() - 1);
    }
    InputStream in = Streams.uncompressed(split.file(), file);
    LineReader lines = new LineReader(in, partial ? split.start() - 1 : 0, limits.maxRecordBytes());
    if (partial) {
      lines.next();
    }
    long end = Format.isSplittable(split.file()) ? split.end() : Long.MAX_VALUE;
    return new LineRecordReader(
        split.file(),
        lines,
        end,
        limits.maxRecordBytes(),
        split.format() == Format.JSONL ? limits.fields() : null);
  }
}
