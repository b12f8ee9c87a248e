package dev.glossa.job;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A single file that a job writes, with its records beside it: {@code answers.jsonl} has {@code
 * answers.jsonl.manifest.json}. The job writes it, under any name, into a hidden folder.
 */
final class OutputFile extends Output {

  OutputFile(String path, Configuration hadoop) {
    super(path, hadoop);
    // Checksum files beside it would only be in the way.
    fileSystem.setWriteChecksum(false);
  }

  @Override
  Path work() {
    return hidden(target);
  }

  @Override
  Path record(String name) {
    return new Path(target.getParent(), target.getName() + "." + name);
  }

  @Override
  Path hiddenRecord(String name) {
    return new Path(target.getParent(), "." + target.getName() + "." + name);
  }

  @Override
  boolean isEmpty() throws IOException {
    return !fileSystem.exists(target) || isEmptyFile(fileSystem.getFileStatus(target));
  }

  private static boolean isEmptyFile(FileStatus status) {
    return status.isFile() && status.getLen() == 0;
  }

  @Override
  boolean resumes() {
    return false;
  }

  @Override
  void clearRemains() throws IOException {
    fileSystem.delete(work(), true);
  }

  @Override
  void show(Manifest manifest, RunReport report, Map<String, Object> lineage) throws IOException {
    FileStatus[] written = fileSystem.listStatus(work());
    if (written.length != 1) {
      throw new IllegalStateException("a job of one file wrote " + written.length);
    }
    // Tells, until the manifest is there, that the file is ours.
    write(record(RunReport.FILE), report);
    write(record(LineageEvent.FILE), lineage);
    rename(written[0].getPath(), target);
    fileSystem.delete(work(), true);
    write(record(Manifest.FILE), manifest);
  }
}
