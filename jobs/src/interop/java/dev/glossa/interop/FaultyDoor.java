package dev.glossa.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port before an S3 server through which some connections go wrong: the first request is answered
 * with 500 or 503 (slow down), the connection is reset at once, or after so many bytes of answers,
 * inside a long one. The first three connections go wrong, one in each of the first three ways, and
 * then one of every sixteen in each, in a random order: a job may need few connections.
 */
final class FaultyDoor extends Door {

  private enum Fate {
    ERROR,
    SLOW_DOWN,
    RESET,
    PASS
  }

  private static final List<Fate> FAULTS = List.of(Fate.ERROR, Fate.SLOW_DOWN, Fate.RESET);

  private static final int ROUND = 16;

  /**
   * Large enough that one task seldom meets several resets: Hadoop 3.3.4 does not read again where
   * a connection is reset while it skips bytes, so that Spark has to, which tries a task four
   * times.
   */
  private static final int MAX_ANSWER_BYTES = 1 << 22;

  private final Random random;
  private final List<Fate> round = new ArrayList<>();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicInteger slowDowns = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();

  /**
   * @param server the port on loopback that is behind it
   * @param seed of what goes wrong
   */
  FaultyDoor(int server, long seed) throws IOException {
    super(server);
    this.random = new Random(seed);
    round.addAll(FAULTS);
    Collections.shuffle(round, random);
    open();
  }

  /** Requests that were answered with 500. */
  int errors() {
    return errors.get();
  }

  /** Requests that were answered with 503. */
  int slowDowns() {
    return slowDowns.get();
  }

  /** Connections that were reset. */
  int resets() {
    return resets.get();
  }

  @Override
  void serve(Socket client) throws IOException {
    Fate fate;
    int answerBytes;
    synchronized (random) {
      fate = nextFate();
      answerBytes = random.nextInt(MAX_ANSWER_BYTES);
    }
    switch (fate) {
      case ERROR -> fail(client, "500 Internal Server Error", "InternalError", errors);
      case SLOW_DOWN -> fail(client, "503 Slow Down", "SlowDown", slowDowns);
      case RESET -> reset(client);
      case PASS -> pass(client, answerBytes);
    }
  }

  private Fate nextFate() {
    if (round.isEmpty()) {
      round.addAll(FAULTS);
      round.addAll(Collections.nCopies(ROUND - FAULTS.size(), Fate.PASS));
      Collections.shuffle(round, random);
    }
    return round.remove(round.size() - 1);
  }

  private static void fail(Socket client, String status, String code, AtomicInteger count)
      throws IOException {
    readHead(client.getInputStream());
    count.incrementAndGet();
    refuse(client, status, code);
  }

  private void reset(Socket client) throws IOException {
    resets.incrementAndGet();
    client.setSoLinger(true, 0);
  }

  /**
   * Lets everything through until so many bytes have been answered, and then until an answer fills
   * the buffer: a short one, that an upload is complete, is not lost, since S3 gives it again when
   * asked again, and the server behind does not.
   */
  private void pass(Socket client, int answerBytes) throws IOException {
    try (Socket behind = behind(client, "")) {
      byte[] buffer = new byte[1 << 14];
      InputStream answers = behind.getInputStream();
      int left = answerBytes;
      for (int n = answers.read(buffer); n >= 0; n = answers.read(buffer)) {
        client.getOutputStream().write(buffer, 0, n);
        left -= n;
        if (left < 0 && n == buffer.length) {
          reset(client);
          return;
        }
      }
    }
  }
}
