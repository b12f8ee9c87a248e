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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A port on loopback before an S3 server, whose keepers decide about each connection. */
abstract class Door implements AutoCloseable {
  private final ServerSocket door;
  private final int server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param server the port on loopback that is behind it
   */
  Door(int server) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
  }

  /** Lets clients in; the last thing that a constructor does. */
  final void open() {
    threads.execute(this::admitAll);
  }

  /** Serves one connection, which is closed afterwards; called for several at once. */
  abstract void serve(Socket client) throws IOException;

  int port() {
    return door.getLocalPort();
  }

  private void admitAll() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        threads.execute(() -> admit(client));
      } catch (IOException e) {
        // The door was closed.
      }
    }
  }

  private void admit(Socket client) {
    try (client) {
      serve(client);
    } catch (IOException e) {
      // The client or the server has gone, which doors are here for.
    }
  }

  /**
   * A connection to the server, to which all goes that the client says from now on.
   *
   * @param said what it has said already
   */
  Socket behind(Socket client, String said) throws IOException {
    Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
    threads.execute(
        () -> {
          try {
            behind.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
            client.getInputStream().transferTo(behind.getOutputStream());
            behind.shutdownOutput();
          } catch (IOException e) {
            // One of them has gone, and the other is closed by who asked for it.
          }
        });
    return behind;
  }

  /** Answers with an error of S3, and says no more. */
  static void refuse(Socket client, String status, String code) throws IOException {
    byte[] body =
        "<Error><Code>%s</Code><Message>told to</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.US_ASCII);
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length);
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    client.shutdownOutput();
    // Closed before all was read that the client says, the connection would be reset.
    client.setSoTimeout(5_000);
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** The request line and the headers of a request, with the empty line after them. */
  static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
