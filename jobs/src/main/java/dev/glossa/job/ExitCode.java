package dev.glossa.job;

/** The exit codes of the command line. */
public enum ExitCode {
  DONE(0),
  USAGE(2),
  BAD_INPUT(3),
  FAILURE(4),
  REQUIREMENT(5),
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
