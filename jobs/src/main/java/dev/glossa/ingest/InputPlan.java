package dev.glossa.ingest;

import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * What the input paths mean.
 *
 * @param sources all files and tables by path; one that several paths mean is there once
 * @param splits parts of files that our readers read, by path
 * @param parquet Parquet files
 * @param tables folders of Delta tables
 */
record InputPlan(
    SortedMap<String, Source> sources,
    List<Split> splits,
    List<String> parquet,
    List<String> tables) {

  /** Bytes of a plain JSONL file that one task reads. */
  private static final long SPLIT_BYTES = 32L << 20;

  /**
   * Lists files and tables. A folder of {@code prepare} means its table {@code corpus}.
   *
   * @throws GlossaException (usage) if a path matches nothing or is not complete
   */
  static InputPlan of(List<String> paths, Configuration hadoop) {
    InputPlan plan = empty();
    for (String path : paths) {
      try {
        for (FileStatus status : Inputs.resolve(path, hadoop)) {
          plan.add(status, hadoop);
        }
      } catch (IOException e) {
        throw Inputs.unreadable(path, e);
      }
    }
    return plan.sorted();
  }

  /**
   * The files of these very paths.
   *
   * @throws GlossaException (usage) if one is not there
   */
  static InputPlan ofFiles(Collection<String> files, Configuration hadoop) {
    InputPlan plan = empty();
    for (String file : files) {
      Path path = new Path(file);
      try {
        plan.addFile(path.getFileSystem(hadoop).getFileStatus(path), hadoop);
      } catch (IOException e) {
        throw Inputs.unreadable(file, e);
      }
    }
    return plan.sorted();
  }

  private static InputPlan empty() {
    return new InputPlan(new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private InputPlan sorted() {
    splits.sort(Comparator.comparing(Split::file).thenComparing(Split::start));
    return this;
  }

  /** The part of the plan that reads these files and tables. */
  InputPlan only(Collection<Source> chosen) {
    Set<String> paths = chosen.stream().map(Source::path).collect(Collectors.toSet());
    SortedMap<String, Source> kept = new TreeMap<>(sources);
    kept.keySet().retainAll(paths);
    return new InputPlan(
        kept,
        splits.stream().filter(split -> paths.contains(split.file())).toList(),
        parquet.stream().filter(paths::contains).toList(),
        tables.stream().filter(paths::contains).toList());
  }

  /** Bytes of all files that our readers read. */
  long bytes() {
    return splits.stream().mapToLong(Split::length).sum();
  }

  private void add(FileStatus status, Configuration hadoop) throws IOException {
    Path path = status.getPath();
    if (status.isFile()) {
      addFile(status, hadoop);
      return;
    }
    FileSystem fileSystem = path.getFileSystem(hadoop);
    Path corpus = new Path(path, "corpus");
    if (isTable(fileSystem, path)) {
      addTable(status, hadoop);
    } else if (isTable(fileSystem, corpus)) {
      Inputs.requireComplete(path, hadoop);
      addTable(fileSystem.getFileStatus(corpus), hadoop);
    } else {
      if (fileSystem.exists(new Path(path, "run.json"))) {
        Inputs.requireComplete(path, hadoop);
      }
      addFiles(fileSystem, path, hadoop);
    }
  }

  private void addFiles(FileSystem fileSystem, Path folder, Configuration hadoop)
      throws IOException {
    RemoteIterator<LocatedFileStatus> files = fileSystem.listFiles(folder, true);
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      String below = file.getPath().toString().substring(folder.toString().length());
      if (!below.matches(".*/[._].*")) {
        addFile(file, hadoop);
      }
    }
  }

  private void addTable(FileStatus folder, Configuration hadoop) throws IOException {
    if (isNew(folder, hadoop)) {
      tables.add(folder.getPath().toString());
    }
  }

  private boolean isNew(FileStatus status, Configuration hadoop) throws IOException {
    String path = status.getPath().toString();
    return sources.putIfAbsent(path, new Source(path, Inputs.version(status, hadoop))) == null;
  }

  private void addFile(FileStatus status, Configuration hadoop) throws IOException {
    if (!isNew(status, hadoop)) {
      return;
    }
    String file = status.getPath().toString();
    long length = status.getLen();
    Format format = Format.of(status.getPath().getName());
    if (format == Format.PARQUET) {
      parquet.add(file);
    } else if (format == Format.JSONL && Format.isSplittable(file)) {
      for (long start = 0; start < Math.max(1, length); start += SPLIT_BYTES) {
        splits.add(new Split(file, start, Math.min(length, start + SPLIT_BYTES), format));
      }
    } else {
      splits.add(new Split(file, 0, length, format));
    }
  }

  private static boolean isTable(FileSystem fileSystem, Path folder) throws IOException {
    return fileSystem.exists(new Path(folder, "_delta_log"));
  }
}
