package dev.glossa.distributed;

/** The training broke down: its loss is no number, or has jumped. */
public final class DivergedException extends RuntimeException {

  private final long step;

  DivergedException(long step, String what) {
    super(what);
    this.step = step;
  }

  /** The step at which it was seen. */
  public long step() {
    return step;
  }
}
