package dev.glossa.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a job has at hand while it runs: its folder, its counts, and where it says how far it is.
 */
public final class JobContext {
  private final Output output;
  private final Reopening reopening;
  private final Configuration hadoop;
  private final Progress progress;
  private final ObjLongConsumer<String> metrics;
  private final SortedMap<String, Long> counts = Collections.synchronizedSortedMap(new TreeMap<>());

  /**
   * @param metrics where a count is seen while the job runs, and after
   */
  JobContext(
      Output output,
      Reopening reopening,
      Configuration hadoop,
      Progress progress,
      ObjLongConsumer<String> metrics) {
    this.output = output;
    this.reopening = reopening;
    this.hadoop = hadoop;
    this.progress = progress;
    this.metrics = metrics;
  }

  /**
   * Where an output of the job is written: a table, a file, a model folder. It is seen under the
   * job's output folder when the job is done, so nothing but the job itself keeps this path.
   */
  public Path path(String name) {
    return new Path(folder(), name);
  }

  /** Writes a file of the output. */
  public void write(String name, byte[] content) throws IOException {
    try (OutputStream out = fileSystem().create(path(name), true)) {
      out.write(content);
    }
  }

  /** The folder itself, see {@link #path}. */
  public Path folder() {
    return output.work();
  }

  /** Deletes everything in the folder: what a run leaves that could only be in another's way. */
  public void clear() throws IOException {
    output.delete(folder());
  }

  /**
   * Makes a folder that is complete incomplete, until this run is done. A job that changes what an
   * earlier run wrote calls this before the first change, so that nobody reads a mixture.
   */
  public void reopen() throws IOException {
    reopening.run();
  }

  /** The file system of the folder. */
  public FileSystem fileSystem() {
    return output.fileSystem();
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
    metrics.accept(name, value);
  }

  /** Shows a number in Spark's metrics that is too much of a detail for the manifest's counts. */
  public void show(String name, long value) {
    metrics.accept(name, value);
  }

  SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** What takes the manifest away. */
  @FunctionalInterface
  interface Reopening {
    void run() throws IOException;
  }
}
