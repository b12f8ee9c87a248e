package dev.glossa.job;

/** The version of this code, from the jar's manifest. */
public final class Version {
  /** For example 0.1.0; "development" where the classes are in no jar. */
  public static final String CODE =
      Version.class.getPackage().getImplementationVersion() == null
          ? "development"
          : Version.class.getPackage().getImplementationVersion();

  private Version() {}
}
