package dev.glossa.job;

/**
 * Something in which a run differs from the earlier one that wrote its output folder.
 *
 * @param kind what it is
 * @param name the key of a setting, or the PATH of an input
 */
public record Difference(Kind kind, String name) {

  /** What can differ. */
  public enum Kind {
    /** The setting has another value. */
    SETTING,
    /** The PATH is among the inputs of one of the runs only, or its content has changed. */
    INPUT
  }

  /** The difference for a person. */
  String description() {
    return kind == Kind.SETTING ? name : "the content of its inputs";
  }
}
