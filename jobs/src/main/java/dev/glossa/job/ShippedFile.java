package dev.glossa.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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
    String home = System.getProperty("glossa.home", ".");
    Path shipped =
        new Path(home.contains("://") ? home : new File(home).toURI().toString(), folder);
    return Stream.of(new Path(name), new Path(shipped, name + ".conf"))
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

  private static boolean isFile(Path path, Configuration hadoop) {
    try {
      FileSystem system = path.getFileSystem(hadoop);
      return system.exists(path) && system.getFileStatus(path).isFile();
    } catch (IOException e) {
      throw new GlossaException(ExitCode.USAGE, "'" + path + "' cannot be read.", e);
    }
  }

  /**
   * A file as HOCON, or as JSON if its name ends so.
   *
   * @throws GlossaException (usage) if it cannot be read
   */
  public static Config parse(Path file, Configuration hadoop) {
    ConfigSyntax syntax = file.getName().endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF;
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(syntax)
            .setIncluder(new Beside(file.getParent(), hadoop));
    try (InputStreamReader in =
        new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(in, options);
    } catch (IOException | ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Finds what a file includes beside it, with or without its ending. */
  private record Beside(Path folder, Configuration hadoop) implements ConfigIncluder {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      return Stream.of(what, what + ".conf")
          .map(name -> new Path(folder, name))
          .filter(file -> isFile(file, hadoop))
          .findFirst()
          .map(file -> parse(file, hadoop).root())
          .orElse(ConfigFactory.empty().root());
    }
  }
}
