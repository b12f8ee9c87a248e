package dev.glossa.ingest;

import java.io.Serializable;

/**
 * A file or a Delta table that documents are read from.
 *
 * @param path where it is
 * @param version tells its content from another one under the same name
 */
public record Source(String path, String version) implements Serializable {}
