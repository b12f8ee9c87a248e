package dev.glossa.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Who holds a {@link Lease}.
 *
 * @param run a name for this run alone
 * @param command of the job
 * @param host the machine of the driver
 * @param processes what counts its processes: see {@link ProcessSpace}
 * @param pid its process
 * @param since when the process began, ISO 8601
 * @param renewals how often it was renewed by being written
 */
record LeaseHolder(
    String run,
    String command,
    String host,
    String processes,
    long pid,
    String since,
    long renewals) {
  static LeaseHolder of(String command) {
    return new LeaseHolder(
        UUID.randomUUID().toString(),
        command,
        thisMachine(),
        ProcessSpace.HERE,
        ProcessHandle.current().pid(),
        begin(ProcessHandle.current()),
        0);
  }

  LeaseHolder renewed() {
    return new LeaseHolder(run, command, host, processes, pid, since, renewals + 1);
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

  /** The kernel tells the time of its own start, which it counts from, a little otherwise anon. */
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
