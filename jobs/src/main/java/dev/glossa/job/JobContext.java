package dev.glossa.job;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a job has at hand while it runs: its folder, its counts, and where it says how far it is.
 */
public final class JobContext {
  private final Path folder;
  private final FileSystem fileSystem;
  private final Configuration hadoop;
  private final Progress progress;
  private final SortedMap<String, Long> counts = Collections.synchronizedSortedMap(new TreeMap<>());

  JobContext(Path folder, FileSystem fileSystem, Configuration hadoop, Progress progress) {
    this.folder = folder;
    this.fileSystem = fileSystem;
    this.hadoop = hadoop;
    this.progress = progress;
  }

  /**
   * Where an output of the job is written: a table, a file, a model folder. It is seen under the
   * job's output folder when the job is done, so nothing but the job itself keeps this path.
   */
  public Path path(String name) {
    return new Path(folder, name);
  }

  /** The folder itself, see {@link #path}. */
  public Path folder() {
    return folder;
  }

  /** The file system of the folder. */
  public FileSystem fileSystem() {
    return fileSystem;
  }

  public Configuration hadoop() {
    return hadoop;
  }

  public Progress progress() {
    return progress;
  }

  /** Keeps a count for the manifest and the run report. */
  public void count(String name, long value) {
    counts.put(name, value);
  }

  SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
