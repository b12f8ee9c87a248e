package dev.glossa.job;

import com.typesafe.config.Config;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file that comes with Glossa, by its name, or anybody's, by its path. Glossa's home is a folder
 * of this machine or, on a platform, of an object store (property {@code glossa.home}).
 */
public final class ShippedFile {
  private ShippedFile() {}

  /**
   * The file of this path, else the one of this name.
   *
   * @param name a path, or the name of a file in the folder without its ending
   * @param folder below Glossa's home, as {@code conf/models}
   * @throws GlossaException (usage) if it cannot be seen whether it is there
   */
  public static Optional<Path> find(String name, String folder, Configuration hadoop) {
    return Stream.of(new Path(name), new Path(new Path(home(), folder), name + ".conf"))
        .filter(candidate -> isFile(candidate, hadoop))
        .findFirst();
  }

  /**
   * Whether the name is a path of anybody's file, and not one that comes with Glossa.
   *
   * @throws GlossaException (usage) if it cannot be seen whether it is there
   */
  public static boolean isFile(String name, Configuration hadoop) {
    return isFile(new Path(name), hadoop);
  }

  static boolean isFile(Path path, Configuration hadoop) {
    try {
      FileSystem system = path.getFileSystem(hadoop);
      return system.exists(path) && system.getFileStatus(path).isFile();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * A file that was found, as HOCON, or as JSON if its name ends so. One that comes with Glossa may
   * include others beside it, anybody's may not.
   *
   * @throws GlossaException (usage) if it cannot be read
   */
  public static Config parse(Path file, Configuration hadoop) {
    return isShipped(file, hadoop)
        ? ConfigFile.trusted(file, hadoop)
        : ConfigFile.untrusted(file, hadoop);
  }

  private static boolean isShipped(Path file, Configuration hadoop) {
    return qualified(file, hadoop)
        .toString()
        .startsWith(qualified(new Path(home(), "conf"), hadoop) + "/");
  }

  private static Path qualified(Path path, Configuration hadoop) {
    try {
      return path.getFileSystem(hadoop).makeQualified(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static String home() {
    String home = System.getProperty("glossa.home", ".");
    return home.contains("://") ? home : new File(home).toURI().toString();
  }

  private static GlossaException unreadable(Path path, IOException e) {
    return new GlossaException(ExitCode.USAGE, "'" + path + "' cannot be read.", e);
  }
}
