package dev.glossa.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file in HOCON, or in JSON if its name ends so, on any file system that Hadoop knows. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * A file of the user's own, or one that comes with Glossa: it may include what lies beside it.
   *
   * @throws GlossaException (usage) if it cannot be read
   */
  public static Config trusted(Path file, Configuration hadoop) {
    return parse(file, hadoop, new Beside(file.getParent(), hadoop));
  }

  /**
   * A file that may be a stranger's: it may not include other files.
   *
   * @throws GlossaException (usage) if it cannot be read, or includes something
   */
  public static Config untrusted(Path file, Configuration hadoop) {
    return parse(file, hadoop, new Nothing(file.toString()));
  }

  /**
   * The text of such a file.
   *
   * @param file where it stands, for messages
   * @throws ConfigException if the text is no HOCON
   * @throws GlossaException (usage) if it includes something
   */
  public static Config untrusted(String file, String hocon) {
    return ConfigFactory.parseString(
        hocon, ConfigParseOptions.defaults().setIncluder(new Nothing(file)));
  }

  private static Config parse(Path file, Configuration hadoop, ConfigIncluder includer) {
    ConfigSyntax syntax = file.getName().endsWith(".json") ? ConfigSyntax.JSON : ConfigSyntax.CONF;
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setSyntax(syntax).setIncluder(includer);
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
          .filter(file -> ShippedFile.isFile(file, hadoop))
          .findFirst()
          .map(file -> trusted(file, hadoop).root())
          .orElse(ConfigFactory.empty().root());
    }
  }

  /** Refuses every form of include: where one is not refused here, the library reads it. */
  private record Nothing(String file)
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw refused(what);
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw refused(what);
    }

    private GlossaException refused(Object what) {
      return GlossaException.usage(
          "'%s' includes '%s', but a file that may be a stranger's is not to read others: write"
              + " what it needs into it.",
          file, what);
    }
  }
}
