package dev.glossa.ingest;

import dev.glossa.dedup.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a sample takes of a split.
 *
 * @param split the split
 * @param start where the piece begins, before it is moved to the next record
 * @param length bytes of the piece
 * @param halves whether its first half can be taken alone
 * @param inHalf whether a piece that cannot be halved is in the smaller part of the sample
 */
record SamplePiece(Split split, long start, long length, boolean halves, boolean inHalf) {

  /** Shorter pieces are mostly their torn record. */
  private static final long LEAST = 256 << 10;

  private static final int BUFFER = 1 << 16;

  /**
   * The piece of a split, or none: of small splits some are left out, so that of all bytes the
   * share is taken.
   *
   * @param share of the input, 0 to 1
   * @param textByLine whether the lines of a plain text file are documents
   */
  static Optional<SamplePiece> of(Split split, double share, boolean textByLine) {
    boolean halves = split.format() != Format.TEXT || textByLine;
    double wanted = share * split.length();
    long length =
        halves ? Math.min(split.length(), Math.max(Math.round(wanted), LEAST)) : split.length();
    double chance = wanted / length;
    double drawn = number("taken", split);
    if (length == 0 || drawn >= chance) {
      return Optional.empty();
    }
    boolean anywhere = split.format() == Format.WARC || Format.isSplittable(split.file());
    long start = anywhere ? (long) (number("place", split) * (split.length() - length + 1)) : 0;
    return Optional.of(
        new SamplePiece(split, split.start() + start, length, halves, drawn < chance / 2));
  }

  /** A number from 0 to 1 that the split alone decides. */
  private static double number(String what, Split split) {
    String hash = ContentHash.of(what + " " + split.start() + " " + split.file());
    return Long.parseLong(hash.substring(0, 13), 16) / (double) (1L << 52);
  }

  /**
   * Writes the piece as a file.
   *
   * @return how many bytes it has
   */
  long copy(Path target, Configuration hadoop) throws IOException {
    return copy(target, length, hadoop);
  }

  /** The same for its first half, or for all or nothing of a piece that cannot be halved. */
  long copyHalf(Path target, Configuration hadoop) throws IOException {
    if (!halves) {
      return inHalf ? copy(target, length, hadoop) : 0;
    }
    return copy(target, length / 2, hadoop);
  }

  private long copy(Path target, long bytes, Configuration hadoop) throws IOException {
    Path path = new Path(split.file());
    FileSystem fileSystem = path.getFileSystem(hadoop);
    long size = fileSystem.getFileStatus(path).getLen();
    long from = record(fileSystem, path, start, size, size);
    long to = record(fileSystem, path, from + bytes, size, Math.min(size, from + 2 * bytes));
    if (from >= to) {
      return 0;
    }
    try (FSDataInputStream in = fileSystem.open(path);
        OutputStream out = target.getFileSystem(hadoop).create(target, true)) {
      in.seek(from);
      byte[] buffer = new byte[BUFFER];
      for (long left = to - from; left > 0; ) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          return to - from - left;
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
    return to - from;
  }

  /**
   * Where the first record at or behind the offset begins; the offset itself in what can only be
   * read from its beginning.
   *
   * @param otherwise the answer where no record begins
   */
  private long record(FileSystem fileSystem, Path path, long offset, long size, long otherwise)
      throws IOException {
    if (offset <= 0 || offset >= size) {
      return Math.max(0, Math.min(offset, size));
    }
    if (split.format() == Format.WARC) {
      try (WarcSource source = new WarcSource(fileSystem, path)) {
        long found = source.nextRecord(offset);
        return found < 0 ? otherwise : found;
      }
    }
    return Format.isSplittable(split.file()) ? nextLine(fileSystem, path, offset, size) : offset;
  }

  private static long nextLine(FileSystem fileSystem, Path path, long offset, long size)
      throws IOException {
    try (FSDataInputStream file = fileSystem.open(path)) {
      file.seek(offset - 1);
      InputStream in = Streams.uncompressed("", file);
      for (long position = offset; position < size; position++) {
        if (in.read() == '\n') {
          return position;
        }
      }
      return size;
    }
  }
}
