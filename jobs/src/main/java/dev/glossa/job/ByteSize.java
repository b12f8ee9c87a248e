package dev.glossa.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.Serializable;
import java.util.Locale;

/** A size in bytes, written in a configuration as HOCON has it: 128 MiB, 4 kB, 1000. */
public record ByteSize(long bytes) implements Serializable {

  /**
   * @throws GlossaException if the text is no size
   */
  @JsonCreator
  public static ByteSize of(Object value) {
    try {
      return new ByteSize(
          ConfigFactory.empty()
              .withValue("size", ConfigValueFactory.fromAnyRef(value))
              .getBytes("size"));
    } catch (ConfigException e) {
      throw new GlossaException(
          ExitCode.USAGE, "'" + value + "' is no size: write a number of bytes, or 128 MiB.", e);
    }
  }

  @JsonValue
  long value() {
    return bytes;
  }

  /** For people: at most one decimal, binary units. */
  @Override
  public String toString() {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, size >= 100 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }
}
