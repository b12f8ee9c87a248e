package dev.glossa.notebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.zeppelin.notebook.Note;
import org.apache.zeppelin.notebook.Paragraph;

/** The notes of {@code notebooks/}, read by Zeppelin's own classes. */
final class Notes {
  private static final String ENDING = ".zpln";

  private Notes() {}

  /** Their files, in the order in which a user opens them. */
  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("glossa.home"), "notebooks"))) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    }
  }

  /** A note whose paragraphs know their interpreter and their script. */
  static Note read(Path file) {
    try {
      Note note = Note.fromJson(id(file), Files.readString(file));
      note.getParagraphs().forEach(Paragraph::parseText);
      return note;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id in the name of a note's file, {@code Title_ID.zpln}. */
  static String id(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('_') + 1, name.length() - ENDING.length());
  }
}
