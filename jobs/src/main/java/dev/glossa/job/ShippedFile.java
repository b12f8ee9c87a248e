package dev.glossa.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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
    String home = System.getProperty("glossa.home", ".");
    Path shipped =
        new Path(home.contains("://") ? home : new File(home).toURI().toString(), folder);
    for (Path candidate : new Path[] {new Path(name), new Path(shipped, name + ".conf")}) {
      try {
        FileSystem system = candidate.getFileSystem(hadoop);
        if (system.exists(candidate) && system.getFileStatus(candidate).isFile()) {
          return Optional.of(candidate);
        }
      } catch (IOException e) {
        throw new GlossaException(ExitCode.USAGE, "'" + candidate + "' cannot be read.", e);
      }
    }
    return Optional.empty();
  }

  /**
   * A file as HOCON, or as JSON if its name ends so.
   *
   * @throws GlossaException (usage) if it cannot be read
   */
  public static Config parse(Path file, Configuration hadoop) {
    ConfigSyntax syntax = file.getName().endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF;
    try (InputStreamReader in =
        new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(in, ConfigParseOptions.defaults().setSyntax(syntax));
    } catch (IOException | ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
