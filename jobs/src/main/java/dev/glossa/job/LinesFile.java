package dev.glossa.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;

/** A text file whose lines executors write in parts, so that no process has to hold them all. */
public final class LinesFile {
  private LinesFile() {}

  /** Writes the lines, in their order, as a file of the job's output. */
  public static void write(Dataset<String> lines, JobContext context, String name)
      throws IOException {
    Path parts = context.path(name + ".parts");
    lines.write().text(parts.toString());
    concatenate(context.fileSystem(), parts, context.path(name));
  }

  private static void concatenate(FileSystem system, Path parts, Path target) throws IOException {
    FileStatus[] files = system.listStatus(parts, file -> file.getName().startsWith("part-"));
    Arrays.sort(files);
    try (OutputStream out = system.create(target)) {
      for (FileStatus file : files) {
        try (InputStream in = system.open(file.getPath())) {
          in.transferTo(out);
        }
      }
    }
    system.delete(parts, true);
  }
}
