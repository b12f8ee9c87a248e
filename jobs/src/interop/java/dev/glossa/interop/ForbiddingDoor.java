package dev.glossa.interop;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Predicate;

/**
 * Refuses some requests, as a store does whose policy forbids them, and lets the others through.
 */
final class ForbiddingDoor extends Door {
  private final Predicate<String> forbidden;
  private final String status;
  private final String code;

  /**
   * @param server the port on loopback that is behind it
   * @param forbidden tells by its request line, {@code GET /bucket/key HTTP/1.1}, what is refused
   * @param status of HTTP, with which it is
   * @param code of S3
   */
  ForbiddingDoor(int server, Predicate<String> forbidden, String status, String code)
      throws IOException {
    super(server);
    this.forbidden = forbidden;
    this.status = status;
    this.code = code;
    open();
  }

  @Override
  void serve(Socket client) throws IOException {
    String head = readHead(client.getInputStream());
    if (forbidden.test(head.lines().findFirst().orElseThrow())) {
      refuse(client, status, code);
      return;
    }
    // One request a connection, so that each is looked at.
    String once =
        head.replaceAll("(?im)^Connection:.*\r\n", "")
            .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    try (Socket behind = behind(client, once)) {
      behind.getInputStream().transferTo(client.getOutputStream());
    }
  }
}
