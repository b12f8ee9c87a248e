package dev.glossa.distributed;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** Model folders on any file system as local ones, whose files can be mapped into memory. */
public final class LocalFolder {

  private LocalFolder() {}

  /** Reads from a local folder. */
  @FunctionalInterface
  public interface Reading<T> {
    T from(java.nio.file.Path folder) throws IOException;
  }

  /** Reads from a local folder as it is, or from a copy that is deleted then. */
  public static <T> T read(String path, Configuration hadoop, Reading<T> reading)
      throws IOException {
    java.nio.file.Path local = of(path, hadoop);
    try {
      return reading.from(local);
    } finally {
      if (!isLocal(new Path(path).getFileSystem(hadoop))) {
        FileUtil.fullyDelete(local.toFile());
      }
    }
  }

  /**
   * A local folder as it is; of another a copy of its weights and JSON files, which is deleted when
   * the JVM ends.
   */
  static java.nio.file.Path of(String path, Configuration hadoop) throws IOException {
    Path given = new Path(path);
    FileSystem system = given.getFileSystem(hadoop);
    if (isLocal(system)) {
      return java.nio.file.Path.of(system.makeQualified(given).toUri());
    }
    java.nio.file.Path copy = Files.createTempDirectory("glossa-model");
    copy.toFile().deleteOnExit();
    for (FileStatus file : system.listStatus(given)) {
      String name = file.getPath().getName();
      if (file.isFile() && (name.endsWith(".safetensors") || name.endsWith(".json"))) {
        java.nio.file.Path target = copy.resolve(name);
        system.copyToLocalFile(false, file.getPath(), new Path(target.toUri()), true);
        target.toFile().deleteOnExit();
      }
    }
    return copy;
  }

  private static boolean isLocal(FileSystem system) {
    return system.getScheme().equals("file");
  }
}
