package dev.glossa.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A server with the interface of Google Cloud Storage on loopback, in memory, with one bucket. */
final class GoogleStorage implements AutoCloseable {

  private static final String BUCKET = "glossa";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final Process server;

  GoogleStorage(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    address = "http://127.0.0.1:" + port;
    server =
        new ProcessBuilder(
                Tools.interpreter("venv-storage").toString(),
                Tools.script("google_storage.py").toString(),
                Integer.toString(port),
                BUCKET)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("google-storage.log").toFile())
            .start();
    await();
  }

  private void await() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (true) {
      try {
        get(address + "/storage/v1/b/" + BUCKET);
        return;
      } catch (IOException e) {
        if (!server.isAlive() || Instant.now().isAfter(end)) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  /** The environment of a command that uses it. */
  Map<String, String> environment() {
    return Map.of(
        "GLOSSA_JAVA_OPTS",
        "-Dspark.hadoop.fs.gs.storage.root.url=%s/ -Dspark.hadoop.fs.gs.auth.null.enable=true -Dspark.hadoop.fs.gs.auth.service.account.enable=false"
            .formatted(address));
  }

  /** Makes an object of a file. */
  void put(String name, Path file) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "%s/upload/storage/v1/b/%s/o?uploadType=media&name=%s"
                .formatted(address, BUCKET, encoded(name)));
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofFile(file);
    int status =
        client
            .send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.discarding())
            .statusCode();
    if (status != 200) {
      throw new IOException("status " + status + " for " + uri);
    }
  }

  /** Copies all objects whose names begin so into a folder. */
  void get(String prefix, Path folder) throws IOException, InterruptedException {
    String objects = address + "/storage/v1/b/" + BUCKET + "/o";
    JsonNode list = new ObjectMapper().readTree(get(objects + "?prefix=" + encoded(prefix)));
    for (JsonNode item : list.path("items")) {
      String name = item.path("name").asText();
      if (!name.endsWith("/")) {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, get(objects + "/" + encoded(name) + "?alt=media"));
      }
    }
  }

  private byte[] get(String uri) throws IOException, InterruptedException {
    var response =
        client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode() + " for " + uri);
    }
    return response.body();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String uri(String path) {
    return "gs://" + BUCKET + "/" + path;
  }

  @Override
  public void close() {
    server.destroyForcibly();
  }
}
