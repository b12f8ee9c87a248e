package dev.glossa.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The right of one run to write an output: a file that says who holds it, and that its holder
 * renews every few seconds. A second run of the same output is refused while the holder lives. A
 * holder is gone if it was a process that would be seen here, and is not, or if its file stays as
 * it is for longer than it may; clocks are not compared. Whoever finds the file so takes the lease
 * over.
 *
 * <p>A holder that stood still for so long (a process that was stopped, a machine that slept) may
 * have been overtaken when it goes on. So it reads the file before each renewal, the first of which
 * comes within {@link #RENEWAL}, and before it clears or shows the output. If the file is
 * another's, or not there, the lease is lost: the run ends, and leaves file and output to the
 * other. What it writes below the output until it has read the file is not kept from it.
 *
 * <p>Where a file system can make a file in one atomic step (local, HDFS), the lease is made so,
 * and renewed by its modification time alone: a holder that is overtaken between the reading and
 * the renewal never writes over the other's lease. Object stores have neither, and all is best
 * effort. The file is read again after it was written, and of two runs that begin within the same
 * moment both may be refused, or, at worst, none. A renewal writes the file, and S3A (3.3.4) cannot
 * make that depend on what is there: a holder that stops for longer than its time exactly between
 * the two requests, the reading and the writing, takes the file back, and the other one finds its
 * lease lost at its next renewal and ends.
 */
final class Lease implements AutoCloseable {
  /** How often the holder renews it. */
  static final Duration RENEWAL = Duration.ofSeconds(10);

  /** How long it may stay as it is. */
  static final Duration PATIENCE = RENEWAL.multipliedBy(3);

  /** How often who waits for it asks again. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How a run waits for a sign of life of another one. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** What changes with each renewal: what the file says, and when it was modified. */
  private record Sign(byte[] content, long modified) {
    Optional<LeaseHolder> holder() {
      try {
        return Optional.of(Json.FILES.readValue(content, LeaseHolder.class));
      } catch (IOException e) {
        // Its holder is just writing it.
        return Optional.empty();
      }
    }

    boolean isSameAs(Sign other) {
      return Arrays.equals(content, other.content) && modified == other.modified;
    }
  }

  private final FileSystem fileSystem;
  private final Path file;
  private final Path output;
  private final ScheduledExecutorService clock;
  private volatile Runnable stop = () -> {};
  private OutputInUseException loss;
  private boolean awaited;
  private LeaseHolder holder;

  private Lease(FileSystem fileSystem, Path file, Path output, LeaseHolder holder) {
    this.fileSystem = fileSystem;
    this.file = file;
    this.output = output;
    this.holder = holder;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease of " + file);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lease.
   *
   * @param output what is leased, for people
   * @throws OutputInUseException if another run holds it
   */
  static Lease take(FileSystem given, Path file, Path output, String command, Pause pause)
      throws IOException, InterruptedException {
    // Checksum files would lag behind a file that is read while it is written.
    FileSystem fileSystem =
        given instanceof LocalFileSystem local ? local.getRawFileSystem() : given;
    Lease lease = new Lease(fileSystem, file, output, LeaseHolder.of(command));
    if (!lease.create()) {
      Optional<Sign> theirs = lease.read();
      Optional<LeaseHolder> other = theirs.flatMap(Sign::holder);
      boolean gone =
          other.filter(LeaseHolder::isSeenHere).isPresent()
              ? !other.get().isAlive()
              : lease.staysAs(theirs, pause);
      if (!gone) {
        throw refusal(output, other);
      }
      lease.write();
    }
    Optional<LeaseHolder> holds = lease.read().flatMap(Sign::holder);
    if (!lease.isOurs(holds)) {
      throw refusal(output, holds);
    }
    lease.keep();
    return lease;
  }

  /**
   * Takes the lease as soon as no other run holds it.
   *
   * @param waiting is told of each run that is waited for, once
   */
  static Lease await(
      FileSystem fileSystem,
      Path file,
      Path output,
      String command,
      Pause pause,
      Consumer<String> waiting)
      throws IOException, InterruptedException {
    String told = null;
    while (true) {
      try {
        Lease lease = take(fileSystem, file, output, command, pause);
        lease.awaited = told != null;
        return lease;
      } catch (OutputInUseException e) {
        if (!e.holder().equals(told)) {
          told = e.holder();
          waiting.accept(told);
        }
        pause.sleep(POLL);
      }
    }
  }

  /** Whether another run held it when it was asked for. */
  boolean wasAwaited() {
    return awaited;
  }

  private static OutputInUseException refusal(Path output, Optional<LeaseHolder> other) {
    String holder = other.map(Lease::described).orElse("it has just begun");
    return new OutputInUseException(
        ExitCode.USAGE,
        "Another run is writing '%s' (%s): wait until it has ended, or choose another --output."
            .formatted(output, holder),
        holder);
  }

  private static String described(LeaseHolder run) {
    return "'%s', process %d of %s".formatted(run.command(), run.pid(), run.host());
  }

  /** Whether nobody renews it for as long as one may, or it was given back. */
  private boolean staysAs(Optional<Sign> sign, Pause pause)
      throws IOException, InterruptedException {
    Duration step = RENEWAL.dividedBy(2);
    for (Duration waited = Duration.ZERO;
        sign.isPresent() && waited.compareTo(PATIENCE) < 0;
        waited = waited.plus(step)) {
      pause.sleep(step);
      Optional<Sign> now = read();
      if (now.isPresent() && !now.get().isSameAs(sign.get())) {
        return false;
      }
      sign = now;
    }
    return true;
  }

  /** Whether the file was not there and now is ours. */
  private boolean create() throws IOException {
    switch (fileSystem.getUri().getScheme()) {
      case "file" -> {
        java.nio.file.Path local = java.nio.file.Path.of(file.toUri().getPath());
        Files.createDirectories(local.getParent());
        try {
          Files.write(local, json(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (java.nio.file.FileAlreadyExistsException e) {
          return false;
        }
      }
      case "hdfs", "viewfs" -> {
        try (OutputStream out = fileSystem.create(file, false)) {
          out.write(json());
        } catch (FileAlreadyExistsException e) {
          return false;
        }
      }
      default -> {
        if (fileSystem.exists(file)) {
          return false;
        }
        write();
      }
    }
    return true;
  }

  private void write() throws IOException {
    try (OutputStream out = fileSystem.create(file, true)) {
      out.write(json());
    }
  }

  private byte[] json() throws IOException {
    return Json.FILES.writeValueAsBytes(holder);
  }

  /** The file, if it is there. */
  private Optional<Sign> read() throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      byte[] content = in.readAllBytes();
      return Optional.of(new Sign(content, fileSystem.getFileStatus(file).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(Optional<LeaseHolder> holds) {
    return holds.map(LeaseHolder::run).equals(Optional.of(holder.run()));
  }

  private void keep() {
    clock.scheduleAtFixedRate(
        this::renewOrStop, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * @param stop ends the run that has lost the lease; called in another thread, again and again
   *     until the lease is closed
   */
  void whenLost(Runnable stop) {
    this.stop = stop;
  }

  /** A store that does not answer for a moment ends no run. */
  private void renewOrStop() {
    try {
      renew();
    } catch (OutputInUseException e) {
      stop.run();
    } catch (IOException e) {
      // The next renewal may come through.
    }
  }

  /**
   * Gives a sign of life.
   *
   * @throws OutputInUseException if the lease is lost
   */
  synchronized void renew() throws IOException {
    if (clock.isShutdown()) {
      return;
    }
    check();
    switch (fileSystem.getUri().getScheme()) {
      case "file", "hdfs", "viewfs" -> fileSystem.setTimes(file, System.currentTimeMillis(), -1);
      default -> {
        holder = holder.renewed();
        write();
      }
    }
  }

  /**
   * Sees that the lease is still this run's.
   *
   * @throws OutputInUseException if it is lost
   */
  synchronized void check() throws IOException {
    if (loss == null) {
      Optional<Sign> now = read();
      Optional<LeaseHolder> holds = now.flatMap(Sign::holder);
      if (!isOurs(holds)) {
        loss = lossTo(holds, now.isPresent());
      }
    }
    if (loss != null) {
      throw loss;
    }
  }

  private OutputInUseException lossTo(Optional<LeaseHolder> other, boolean isHeld) {
    String writer = other.map(Lease::described).orElse("it has just begun");
    String sentence =
        isHeld
            ? "This run stood still, and another one (%s) writes '%s' now: wait until that has ended, and run this again."
                .formatted(writer, output)
            : "This run's lease on '%s' is gone, since it stood still and another one came and went, or somebody deleted it: run this again."
                .formatted(output);
    return new OutputInUseException(ExitCode.FAILURE, sentence, writer);
  }

  /** Why the lease was lost, if it is known to be. */
  synchronized Optional<OutputInUseException> loss() {
    return Optional.ofNullable(loss);
  }

  /** Gives the lease back, unless it is lost. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    try {
      check();
      fileSystem.delete(file, false);
    } catch (OutputInUseException e) {
      // The file is the other's.
    } catch (IOException e) {
      // It is taken over when it stays as it is.
    }
  }
}
