package dev.glossa.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** PATHs of the command line: a file, a folder, a glob, on any file system that Hadoop knows. */
public final class Inputs {
  private Inputs() {}

  /**
   * A PATH with a weight: {@code PATH=WEIGHT}, where the weight is the text after the last equals
   * sign unless the whole names an existing path; 1 without.
   */
  public record Weighted(String path, double weight) {}

  /**
   * @throws GlossaException if the weight is no positive number
   */
  public static Weighted weighted(String text, Configuration hadoop) {
    int equals = text.lastIndexOf('=');
    if (equals <= 0 || exists(text, hadoop)) {
      return new Weighted(text, 1);
    }
    String number = text.substring(equals + 1);
    try {
      double weight = Double.parseDouble(number);
      if (weight > 0 && Double.isFinite(weight)) {
        return new Weighted(text.substring(0, equals), weight);
      }
    } catch (NumberFormatException e) {
      // The sentence below says it.
    }
    throw GlossaException.usage(
        "'%s' is no weight in '%s': write PATH=WEIGHT with a positive number.", number, text);
  }

  private static boolean exists(String path, Configuration hadoop) {
    return statuses(path, hadoop).length > 0;
  }

  /**
   * What the path matches: one status for a file or folder, one each for a glob.
   *
   * @throws GlossaException (usage) if nothing matches
   */
  public static List<FileStatus> resolve(String path, Configuration hadoop) {
    FileStatus[] statuses = statuses(path, hadoop);
    if (statuses.length == 0) {
      throw GlossaException.usage("Nothing matches the input path '%s'.", path);
    }
    return Arrays.asList(statuses);
  }

  /**
   * Refuses a folder that a job of ours has not finished, or is changing.
   *
   * @throws GlossaException (usage) if the folder has no manifest
   */
  public static void requireComplete(Path folder, Configuration hadoop) throws IOException {
    if (!folder.getFileSystem(hadoop).exists(new Path(folder, Manifest.FILE))) {
      throw GlossaException.usage(
          "'%s' is not complete, it has no %s: run the job that writes it again.",
          folder, Manifest.FILE);
    }
  }

  private static FileStatus[] statuses(String path, Configuration hadoop) {
    try {
      Path hadoopPath = new Path(path);
      FileSystem fileSystem = hadoopPath.getFileSystem(hadoop);
      if (fileSystem.exists(hadoopPath)) {
        return new FileStatus[] {fileSystem.getFileStatus(hadoopPath)};
      }
      FileStatus[] matches = fileSystem.globStatus(hadoopPath);
      return matches == null ? new FileStatus[0] : matches;
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * How many files the path has, and their size, for a person.
   *
   * @throws GlossaException (usage) if nothing matches
   */
  static String size(String path, Configuration hadoop) {
    long files = 0;
    long bytes = 0;
    try {
      for (FileStatus status : resolve(path, hadoop)) {
        ContentSummary summary =
            status.getPath().getFileSystem(hadoop).getContentSummary(status.getPath());
        files += summary.getFileCount();
        bytes += summary.getLength();
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return "%,d files, %s".formatted(files, new ByteSize(bytes));
  }

  /** That a path is there, or may be, and cannot be read. */
  public static GlossaException unreadable(String path, Exception e) {
    return new GlossaException(
        ExitCode.USAGE,
        StoreFailure.sentence(e, "'" + path + "'")
            .orElse("The input path '" + path + "' cannot be read: " + e.getMessage()),
        e);
  }

  /** The input with its version, see {@link Manifest.Input}. */
  static Manifest.Input version(String path, Configuration hadoop) {
    List<String> versions = new ArrayList<>();
    try {
      for (FileStatus status : resolve(path, hadoop)) {
        versions.add(version(status, hadoop));
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return new Manifest.Input(path, String.join(" ", versions));
  }

  /**
   * What tells the content of a file, a folder or a Delta table from another one under the same
   * name.
   */
  public static String version(FileStatus status, Configuration hadoop) throws IOException {
    Path path = status.getPath();
    FileSystem fileSystem = path.getFileSystem(hadoop);
    if (status.isDirectory()) {
      Path manifest = new Path(path, Manifest.FILE);
      if (fileSystem.exists(manifest)) {
        try (InputStream in = fileSystem.open(manifest)) {
          return versionOf(Json.FILES.readValue(in, Manifest.class));
        }
      }
      Path log = new Path(path, "_delta_log");
      if (fileSystem.exists(log)) {
        return "delta " + lastVersion(fileSystem, log);
      }
    }
    long files = 0;
    long bytes = 0;
    long newest = 0;
    if (status.isFile()) {
      files = 1;
      bytes = status.getLen();
      newest = status.getModificationTime();
    } else {
      RemoteIterator<LocatedFileStatus> all = fileSystem.listFiles(path, true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        files++;
        bytes += file.getLen();
        newest = Math.max(newest, file.getModificationTime());
      }
    }
    return "files %d bytes %d modified %d".formatted(files, bytes, newest);
  }

  /** The same of a folder of ours, by its manifest. */
  static String versionOf(Manifest manifest) {
    return "manifest " + manifest.digest();
  }

  private static long lastVersion(FileSystem fileSystem, Path log) throws IOException {
    long last = -1;
    for (FileStatus entry : fileSystem.listStatus(log)) {
      String name = entry.getPath().getName();
      if (name.matches("\\d{20}\\.json")) {
        last = Math.max(last, Long.parseLong(name.substring(0, 20)));
      }
    }
    return last;
  }
}
