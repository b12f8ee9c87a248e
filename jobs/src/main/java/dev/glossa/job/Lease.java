package dev.glossa.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
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
 * writes anew every few seconds. A second run of the same output is refused while the holder lives.
 * A holder is gone if it was a process that would be seen here, and is not, or if its file stays as
 * it is for longer than it may; clocks are not compared. Whoever finds the file so takes the lease
 * over.
 *
 * <p>The file is made by one atomic step on file systems that have one (local, HDFS). On object
 * stores it is best effort: the file is read again after it was written, and of two runs that begin
 * within the same moment both may be refused, or, at worst, none.
 */
final class Lease implements AutoCloseable {
  /** How often the holder writes it. */
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

  /**
   * Who holds a lease.
   *
   * @param run a name for this run alone
   * @param command of the job
   * @param host the machine of the driver
   * @param processes what counts its processes: see {@link ProcessSpace}
   * @param pid its process
   * @param since when the process began, ISO 8601
   * @param renewals how often this was written anew
   */
  record Holder(
      String run,
      String command,
      String host,
      String processes,
      long pid,
      String since,
      long renewals) {
    static Holder of(String command) {
      return new Holder(
          UUID.randomUUID().toString(),
          command,
          thisMachine(),
          ProcessSpace.HERE,
          ProcessHandle.current().pid(),
          begin(ProcessHandle.current()),
          0);
    }

    Holder renewed() {
      return new Holder(run, command, host, processes, pid, since, renewals + 1);
    }

    /** Whether its process would be seen here. */
    boolean isSeenHere() {
      return host.equals(thisMachine()) && ProcessSpace.HERE.equals(processes);
    }

    /** Whether its process, which would be seen here, is there. */
    boolean isAlive() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> hasBegunAt(begin(process)))
          .isPresent();
    }

    /**
     * The kernel tells the time of its own start, which it counts from, a little otherwise anon.
     */
    private boolean hasBegunAt(String time) {
      return since.isEmpty()
          || time.isEmpty()
          || Duration.between(Instant.parse(since), Instant.parse(time)).abs().toMinutes() == 0;
    }

    private static String begin(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String thisMachine() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }

  private final FileSystem fileSystem;
  private final Path file;
  private final ScheduledExecutorService clock;
  private boolean awaited;
  private Holder holder;

  private Lease(FileSystem fileSystem, Path file, Holder holder) {
    this.fileSystem = fileSystem;
    this.file = file;
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
    Holder holder = Holder.of(command);
    Lease lease = new Lease(fileSystem, file, holder);
    if (!lease.create()) {
      Optional<byte[]> theirs = lease.read();
      Optional<Holder> other = theirs.flatMap(Lease::parse);
      boolean gone =
          other.filter(Holder::isSeenHere).isPresent()
              ? !other.get().isAlive()
              : lease.staysAs(theirs, pause);
      if (!gone) {
        throw refusal(output, other);
      }
      lease.write();
    }
    Optional<Holder> holds = lease.read().flatMap(Lease::parse);
    if (!holds.map(Holder::run).equals(Optional.of(holder.run()))) {
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

  private static OutputInUseException refusal(Path output, Optional<Holder> other) {
    String holder =
        other
            .map(run -> "'%s', process %d of %s".formatted(run.command(), run.pid(), run.host()))
            .orElse("it has just begun");
    return new OutputInUseException(
        "Another run is writing '%s' (%s): wait until it has ended, or choose another --output."
            .formatted(output, holder),
        holder);
  }

  /** Whether nobody writes the file for as long as one may, or it was given back. */
  private boolean staysAs(Optional<byte[]> content, Pause pause)
      throws IOException, InterruptedException {
    Duration step = RENEWAL.dividedBy(2);
    for (Duration waited = Duration.ZERO;
        content.isPresent() && waited.compareTo(PATIENCE) < 0;
        waited = waited.plus(step)) {
      pause.sleep(step);
      Optional<byte[]> now = read();
      if (now.isPresent() && !Arrays.equals(now.get(), content.get())) {
        return false;
      }
      content = now;
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

  /** What the file says, if it is there. */
  private Optional<byte[]> read() throws IOException {
    try (InputStream in = fileSystem.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Nothing where the holder is just writing it. */
  private static Optional<Holder> parse(byte[] json) {
    try {
      return Optional.of(Json.FILES.readValue(json, Holder.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void keep() {
    clock.scheduleAtFixedRate(
        this::renewOrLeave, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A store that does not answer for a moment ends no run. */
  private void renewOrLeave() {
    try {
      renew();
    } catch (IOException e) {
      // The next renewal may come through.
    }
  }

  /** Writes the lease anew, also where its folder was deleted. */
  synchronized void renew() throws IOException {
    if (!clock.isShutdown()) {
      holder = holder.renewed();
      write();
    }
  }

  /** Gives the lease back. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    try {
      fileSystem.delete(file, false);
    } catch (IOException e) {
      // It is taken over when it stays as it is.
    }
  }
}
