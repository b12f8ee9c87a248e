package dev.glossa.cli;

import dev.glossa.job.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Progress as one line a task: on a terminal a bar with rate and time left that is drawn over, in a
 * log plain lines, at most one in ten seconds.
 */
final class ConsoleProgress implements Progress {
  private static final int BAR = 24;
  private static final long TERMINAL_INTERVAL = Duration.ofMillis(200).toNanos();
  private static final long LOG_INTERVAL = Duration.ofSeconds(10).toNanos();

  private final PrintWriter out;
  private final boolean terminal;

  private String task = "";
  private String unit = "";
  private String step = "";
  private long total;
  private long done;
  private long started;
  private long drawn;

  ConsoleProgress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A bar where both standard streams are a terminal. */
  static Progress create(PrintWriter out) {
    return new ConsoleProgress(out, System.console() != null);
  }

  @Override
  public synchronized void begin(String task, long total, String unit) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    step = "";
    done = 0;
    started = System.nanoTime();
    drawn = started;
    draw("");
  }

  @Override
  public synchronized void step(String what) {
    step = what;
    long now = System.nanoTime();
    // What is counted shows its step with the next count.
    if (total <= 0 || now - drawn >= interval()) {
      drawn = now;
      draw(what);
    }
  }

  @Override
  public synchronized void advanceTo(long done) {
    this.done = done;
    long now = System.nanoTime();
    if (now - drawn >= interval()) {
      drawn = now;
      draw(step);
    }
  }

  @Override
  public synchronized void end(String summary) {
    String line = "%-22s done in %s  %s".formatted(task, time(seconds()), summary);
    out.println(terminal ? "\r\033[K" + line : line);
    out.flush();
  }

  private void draw(String what) {
    StringBuilder line = new StringBuilder("%-22s".formatted(task));
    if (total > 0) {
      int filled = (int) Math.min(BAR, BAR * done / total);
      if (terminal) {
        line.append(" [").append("#".repeat(filled)).append(".".repeat(BAR - filled)).append(']');
      }
      line.append(String.format(Locale.ROOT, " %3d%%", Math.min(100, 100 * done / total)));
    }
    double seconds = seconds();
    if (done > 0 && seconds > 0) {
      double rate = done / seconds;
      line.append(String.format(Locale.ROOT, "  %,.0f %s/s", rate, unit));
      if (total > done) {
        line.append("  ").append(time((total - done) / rate)).append(" left");
      }
    }
    if (!what.isEmpty()) {
      line.append("  ").append(what);
    }
    if (terminal) {
      out.print("\r\033[K" + line);
    } else {
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }

  private long interval() {
    return terminal ? TERMINAL_INTERVAL : LOG_INTERVAL;
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : "%d:%02d min".formatted(whole / 60, whole % 60);
  }
}
