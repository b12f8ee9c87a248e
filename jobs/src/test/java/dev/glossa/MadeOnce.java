package dev.glossa;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * Folders that are made once in a build, whichever process of the tests asks first. Tests read them
 * and leave them as they are.
 */
public final class MadeOnce {

  /** Makes a folder that is not there. */
  public interface Maker {
    void make(Path folder) throws Exception;
  }

  private MadeOnce() {}

  /** The folder of this name beside the distribution. */
  public static Path folder(String name, Maker maker) {
    Path folder = Path.of(System.getProperty("glossa.distribution")).resolveSibling(name);
    Path made = folder.resolveSibling(name + ".build");
    String build = System.getProperty("glossa.build");
    // A file of its own: whoever closes a file on Linux loses all locks that the process has on it.
    Path held = folder.resolveSibling(name + ".lock");
    try (FileChannel channel = FileChannel.open(held, CREATE, WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      if (!Files.exists(made) || !Files.readString(made).equals(build)) {
        FileUtils.deleteDirectory(folder.toFile());
        maker.make(folder);
        Files.writeString(made, build);
      }
      return folder;
    } catch (Exception e) {
      throw new IllegalStateException("'%s' could not be made".formatted(folder), e);
    }
  }
}
