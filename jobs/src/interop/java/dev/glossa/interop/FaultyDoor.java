package dev.glossa.interop;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port before an S3 server through which some connections go wrong: the first request is answered
 * with 500 or 503 (slow down), the connection is reset at once, or after so many bytes of answers,
 * inside a long one. Of every sixteen connections, one goes wrong in each of the first three ways,
 * in a random order.
 */
final class FaultyDoor implements AutoCloseable {

  private enum Fate {
    ERROR,
    SLOW_DOWN,
    RESET,
    PASS
  }

  private static final int ROUND = 16;

  /**
   * Large enough that one task seldom meets several resets: Hadoop 3.3.4 does not read again where
   * a connection is reset while it skips bytes, so that Spark has to, which tries a task four
   * times.
   */
  private static final int MAX_ANSWER_BYTES = 1 << 22;

  private final ServerSocket door;
  private final int server;
  private final Random random;
  private final List<Fate> round = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicInteger slowDowns = new AtomicInteger();
  private final AtomicInteger resets = new AtomicInteger();

  /**
   * @param server the port on loopback that is behind it
   * @param seed of what goes wrong
   */
  FaultyDoor(int server, long seed) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    this.random = new Random(seed);
    threads.execute(this::open);
  }

  int port() {
    return door.getLocalPort();
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

  private void open() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Fate fate = nextFate();
        int answerBytes = random.nextInt(MAX_ANSWER_BYTES);
        threads.execute(() -> serve(client, fate, answerBytes));
      } catch (IOException e) {
        // The door was closed.
      }
    }
  }

  private Fate nextFate() {
    if (round.isEmpty()) {
      round.addAll(Collections.nCopies(ROUND, Fate.PASS));
      round.set(0, Fate.ERROR);
      round.set(1, Fate.SLOW_DOWN);
      round.set(2, Fate.RESET);
      Collections.shuffle(round, random);
    }
    return round.remove(round.size() - 1);
  }

  private void serve(Socket client, Fate fate, int answerBytes) {
    try (client) {
      switch (fate) {
        case ERROR -> refuse(client, "500 Internal Server Error", "InternalError", errors);
        case SLOW_DOWN -> refuse(client, "503 Slow Down", "SlowDown", slowDowns);
        case RESET -> reset(client);
        case PASS -> pass(client, answerBytes);
      }
    } catch (IOException e) {
      // The client or the server has gone, which is what this is for.
    }
  }

  private static void refuse(Socket client, String status, String code, AtomicInteger count)
      throws IOException {
    readHead(client.getInputStream());
    byte[] body =
        "<Error><Code>%s</Code><Message>told to</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.US_ASCII);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length);
    count.incrementAndGet();
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    client.shutdownOutput();
  }

  private static void readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
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
    try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
      threads.execute(
          () -> {
            try {
              client.getInputStream().transferTo(behind.getOutputStream());
              behind.shutdownOutput();
            } catch (IOException e) {
              // One of them has gone, and the other is closed below.
            }
          });
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

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
