package dev.glossa.distributed;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Folders on any file system as local ones, whose files can be mapped into memory. */
public final class LocalFolder {

  private LocalFolder() {}

  /**
   * A local folder as it is; of another a copy of its files, which is deleted when the JVM ends.
   */
  public static java.nio.file.Path of(String path, Configuration hadoop) throws IOException {
    Path given = new Path(path);
    FileSystem system = given.getFileSystem(hadoop);
    if (system.getScheme().equals("file")) {
      return java.nio.file.Path.of(system.makeQualified(given).toUri());
    }
    java.nio.file.Path copy = Files.createTempDirectory("glossa-model");
    copy.toFile().deleteOnExit();
    for (FileStatus file : system.listStatus(given)) {
      if (file.isFile()) {
        java.nio.file.Path target = copy.resolve(file.getPath().getName());
        system.copyToLocalFile(false, file.getPath(), new Path(target.toUri()), true);
        target.toFile().deleteOnExit();
      }
    }
    return copy;
  }
}
