package dev.glossa.job;

/**
 * Where a job says how far it is. A job announces its work once and then counts; a listener draws a
 * bar with rate and time left, or writes plain lines. Implementations are safe for several threads.
 */
public interface Progress {
  /** Says nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void step(String what) {}

        @Override
        public void advanceTo(long done) {}

        @Override
        public void end(String summary) {}
      };

  /**
   * The work begins.
   *
   * @param task its name, a few words
   * @param total how many units there are, or -1 if nobody knows
   * @param unit what is counted: documents, steps, items
   */
  void begin(String task, long total, String unit);

  /** What is being done now, a few words. */
  void step(String what);

  /** How many units are done in all. */
  void advanceTo(long done);

  /** The work is done; the summary is one line. */
  void end(String summary);
}
