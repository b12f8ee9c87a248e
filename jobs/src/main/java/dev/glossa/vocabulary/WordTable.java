package dev.glossa.vocabulary;

import dev.glossa.job.Json;
import dev.glossa.tokenizer.CharacterCounts;
import dev.glossa.tokenizer.WordSink;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Every word of a text once, with its count, as files on a file system that all executors see: a
 * word's part depends on the word alone. The table is complete when its summary is there.
 */
final class WordTable {

  private static final String SUMMARY = "summary.json";
  private static final int BUFFER = 1 << 16;

  /**
   * What is in the table.
   *
   * @param inputBytes size of the files that were counted
   * @param parts number of files
   * @param distinctWords number of words
   * @param words sum of their counts
   * @param bytes sum of their lengths
   * @param characters how often each code point occurs in them
   */
  record Summary(
      long inputBytes,
      int parts,
      long distinctWords,
      long words,
      long bytes,
      Map<Integer, Long> characters) {

    CharacterCounts characterCounts() {
      return CharacterCounts.of(characters);
    }
  }

  private final FileSystem fileSystem;
  private final Path folder;

  WordTable(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** What is in the table, if it is complete. */
  Optional<Summary> summary() throws IOException {
    Path file = new Path(folder, SUMMARY);
    if (!fileSystem.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = fileSystem.open(file)) {
      return Optional.of(Json.FILES.readValue(in, Summary.class));
    }
  }

  /** Says that the table is complete. */
  void complete(Summary summary) throws IOException {
    Path partial = new Path(folder, SUMMARY + ".partial");
    try (OutputStream out = fileSystem.create(partial, true)) {
      Json.FILES.writeValue(out, summary);
    }
    fileSystem.rename(partial, new Path(folder, SUMMARY));
  }

  /** Removes what a killed run left. */
  void clear() throws IOException {
    fileSystem.delete(folder, true);
    fileSystem.mkdirs(folder);
  }

  static Path part(Path folder, int part) {
    return new Path(folder, "words-%05d".formatted(part));
  }

  /** Hands on the words of one part. */
  static void read(FileSystem fileSystem, Path folder, int part, WordSink words)
      throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(fileSystem.open(part(folder, part)), BUFFER))) {
      WordStream.read(in, words);
    }
  }
}
