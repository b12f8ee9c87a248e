package dev.glossa.submit;

import java.nio.file.Path;
import java.util.List;

/** An object store, by the commands of its own client. */
interface Storage {

  /** The scheme of its addresses, as the client writes them. */
  String scheme();

  /** An address as the client knows it, whatever Hadoop calls the scheme. */
  default String address(String uri) {
    return uri.replaceFirst("^" + scheme() + "[an]?://", scheme() + "://");
  }

  /** Whether an address is in this store. */
  default boolean holds(String uri) {
    return address(uri).startsWith(scheme() + "://");
  }

  /**
   * Copies files that are not there yet, under their names within a folder.
   *
   * @param folder the folder of this machine
   * @param files files below it
   * @param target the folder of the store
   */
  List<Command> upload(Path folder, List<Path> files, String target);

  /** Copies a folder with all that is in it, under its name. */
  Command uploadFolder(Path folder, String target);

  /** Copies one file. */
  Command upload(Path file, String target);

  /** Writes an object to standard output. */
  Command read(String address);

  /** Deletes an object. */
  Command delete(String address);

  /** Says something that changes whenever the object is written. */
  Command version(String address);
}
