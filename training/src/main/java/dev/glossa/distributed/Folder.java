package dev.glossa.distributed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Files by path, on the driver and on executors, with {@link HadoopSettings}. */
final class Folder {

  private Folder() {}

  /** The path's file system; the local one without checksum files beside ours. */
  static FileSystem system(String path) throws IOException {
    FileSystem system = new Path(path).getFileSystem(HadoopSettings.here());
    return system instanceof LocalFileSystem local ? local.getRawFileSystem() : system;
  }

  static OutputStream create(String path) throws IOException {
    return system(path).create(new Path(path), true);
  }

  static InputStream open(String path) throws IOException {
    return system(path).open(new Path(path));
  }
}
