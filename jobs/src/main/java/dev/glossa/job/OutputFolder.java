package dev.glossa.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A folder that a job writes, with its records in it. Where the file system renames atomically, a
 * job that starts over after a kill writes into a hidden sibling that is renamed into place; a job
 * that resumes writes in place.
 */
final class OutputFolder extends Output {
  private final boolean resumes;
  private final Path work;

  /**
   * @param resumes whether the job goes on where it was killed
   */
  OutputFolder(String path, boolean resumes, Configuration hadoop) {
    super(path, hadoop);
    this.resumes = resumes;
    this.work = resumes || !renamesAtomically ? target : hidden(target);
  }

  @Override
  Path work() {
    return work;
  }

  @Override
  Path record(String name) {
    return new Path(target, name);
  }

  /** In the folder where that stays, so that rights below it are enough; else beside it. */
  @Override
  Path hiddenRecord(String name) {
    return work.equals(target)
        ? new Path(target, "." + name)
        : new Path(target.getParent(), "." + target.getName() + "." + name);
  }

  @Override
  boolean isEmpty() throws IOException {
    if (!fileSystem.exists(target)) {
      return true;
    }
    return fileSystem.getFileStatus(target).isDirectory()
        && Arrays.stream(fileSystem.listStatus(target))
            .map(FileStatus::getPath)
            .allMatch(this::isRemains);
  }

  /** Whether it is a lease or a refusal, or a record that a killed run was writing. */
  private boolean isRemains(Path entry) {
    return entry.getName().equals("." + LEASE)
        || Refusal.isFile(entry.getName())
        || Stream.of(RunReport.FILE, LineageEvent.FILE, Manifest.FILE)
            .anyMatch(name -> entry.getName().equals(hidden(record(name)).getName()));
  }

  @Override
  boolean resumes() {
    return resumes;
  }

  @Override
  void clearRemains() throws IOException {
    if (!resumes) {
      delete(work);
    }
  }

  @Override
  void show(Manifest manifest, RunReport report, Map<String, Object> lineage) throws IOException {
    write(new Path(work, RunReport.FILE), report);
    write(new Path(work, LineageEvent.FILE), lineage);
    write(new Path(work, Manifest.FILE), manifest);
    if (!work.equals(target)) {
      rename(work, target);
    }
  }
}
