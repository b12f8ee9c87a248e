package dev.glossa.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.glossa.job.GlossaException;
import java.util.Locale;

/** Whose prompts and rules are followed. */
public enum Mode {
  /** Those of the benchmark's authors. */
  OFFICIAL,
  /** Those of lm-evaluation-harness. */
  HARNESS;

  /**
   * @throws GlossaException (usage) if there is no such mode
   */
  @JsonCreator
  public static Mode of(String name) {
    for (Mode mode : values()) {
      if (mode.key().equals(name)) {
        return mode;
      }
    }
    throw GlossaException.usage("There is no mode '%s': use official or harness.", name);
  }

  @JsonValue
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
