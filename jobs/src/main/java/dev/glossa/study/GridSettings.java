package dev.glossa.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A part of a study: languages, a base cell, and what is changed in it.
 *
 * @param languages ISO 639-1 codes of the languages that models are moved to
 * @param design which combinations of levels are tried
 * @param base the base cell, without its language
 * @param levels values of factors
 */
record GridSettings(List<String> languages, Design design, Factors base, Levels levels) {

  /** Which combinations of levels are tried. */
  enum Design {
    /** The base cell, and for each level a cell that differs from it in that alone. */
    @JsonProperty("one-factor")
    ONE_FACTOR,
    /** All combinations; a factor without levels has the base cell's value. */
    @JsonProperty("full")
    FULL
  }

  GridSettings {
    languages = languages == null ? List.of() : List.copyOf(languages);
    design = design == null ? Design.ONE_FACTOR : design;
    levels = levels == null ? new Levels(null, null, null, null) : levels;
  }
}
