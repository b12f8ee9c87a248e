package dev.glossa.study;

import dev.glossa.job.GlossaException;
import java.io.File;

/** The text, instructions and questions that come with Glossa, conf/demo. */
final class BundledData {
  private BundledData() {}

  /**
   * The folder of the data.
   *
   * @param given instead of the one that comes with Glossa, or null
   * @param key the setting that gives it
   * @throws GlossaException (usage) if nobody says where it is
   */
  static String folder(String given, String key) {
    if (given != null) {
      return given;
    }
    String home = System.getProperty("glossa.home");
    if (home == null) {
      throw GlossaException.usage(
          "The data that come with Glossa are not found: start it by bin/glossa, or set %s to their"
              + " folder.",
          key);
    }
    return String.join(File.separator, home, "conf", "demo");
  }
}
