package dev.glossa;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * The output of the small demo, made once in a build by the packaged launcher, whichever process of
 * the tests asks first. Tests read it and leave it as it is.
 */
public final class SmallDemo {
  private SmallDemo() {}

  /** The folder of the complete demo. */
  public static Path folder() {
    return Holder.FOLDER;
  }

  /** Starts the demo with some output folder; what it says goes into a file beside that. */
  public static GlossaProcess start(Path output) throws IOException {
    return GlossaProcess.start(
        log(output),
        List.of(
            "demo",
            "--conf",
            GlossaProcess.file("conf/demo-small.conf").toString(),
            "--output",
            output.toString()));
  }

  /** The file with what the demo of this output folder said last. */
  public static Path log(Path output) {
    return output.resolveSibling(output.getFileName() + ".log");
  }

  private static final class Holder {
    static final Path FOLDER = make();

    private static Path make() {
      Path folder = Path.of(System.getProperty("glossa.distribution")).resolveSibling("small-demo");
      Path made = folder.resolveSibling("small-demo.build");
      String build = System.getProperty("glossa.build");
      try (FileChannel channel = FileChannel.open(made, CREATE, READ, WRITE);
          FileLock lock = channel.lock()) {
        assertThat(lock.isValid()).isTrue();
        if (!Files.readString(made).equals(build)) {
          FileUtils.deleteDirectory(folder.toFile());
          Files.deleteIfExists(log(folder));
          assertThat(start(folder).exitCode()).isZero();
          Files.writeString(made, build);
        }
        return folder;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
