package dev.glossa.job;

import java.util.Optional;

/**
 * The word that a run leaves of being refused, beside that of the run which has the output. It has
 * a name of its own for each run, and is left for the launcher that waits elsewhere alone, which
 * gives the run its name, reads the word, and takes it away.
 */
public final class Refusal {
  /** The property of the driver by which a launcher names the run. */
  public static final String RUN = "glossa.run";

  private static final String BEGIN = "refused.";

  private Refusal() {}

  /** The name of the hidden file, without the dot at its beginning. */
  public static String file(String run) {
    return BEGIN + run + ".json";
  }

  /** The same for the run of this process, if a launcher waits for it. */
  static Optional<String> file() {
    return Optional.ofNullable(System.getProperty(RUN)).map(Refusal::file);
  }

  /** Whether a hidden file is the word of any run, as one is left whose launcher has gone. */
  static boolean isFile(String hiddenName) {
    return hiddenName.startsWith("." + BEGIN);
  }
}
