package dev.glossa.interop;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;

/** An S3 server on loopback, in a process of its own and in memory, with one bucket. */
final class ObjectStore implements AutoCloseable {

  static final String BUCKET = "glossa";

  private static final String NAME = "local-identity";
  private static final String SECRET = "local-credential";

  private final int port;
  private final Process server;

  ObjectStore(Path folder) throws IOException, InterruptedException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path properties =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            """
            jclouds.provider=transient
            jclouds.identity=any
            jclouds.credential=any
            s3proxy.authorization=aws-v2-or-v4
            s3proxy.endpoint=http://127.0.0.1:%d
            s3proxy.identity=%s
            s3proxy.credential=%s
            """
                .formatted(port, NAME, SECRET));
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-jar",
                System.getProperty("glossa.s3proxy"),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    await();
    client().createBucket(BUCKET);
  }

  private void await() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (true) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!server.isAlive() || Instant.now().isAfter(end)) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private AmazonS3 client() {
    return AmazonS3ClientBuilder.standard()
        .withEndpointConfiguration(
            new EndpointConfiguration("http://127.0.0.1:" + port, "us-east-1"))
        .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(NAME, SECRET)))
        .withPathStyleAccessEnabled(true)
        .build();
  }

  int port() {
    return port;
  }

  /** What Hadoop must know of a server at a port, by property. */
  static Map<String, String> settings(int port) {
    return new TreeMap<>(
        Map.of(
            "fs.s3a.endpoint", "http://127.0.0.1:" + port,
            "fs.s3a.endpoint.region", "us-east-1",
            "fs.s3a.path.style.access", "true",
            "fs.s3a.connection.ssl.enabled", "false",
            "fs.s3a.retry.interval", "50ms",
            "fs.s3a.retry.throttle.interval", "50ms"));
  }

  /** The environment of a command that uses it at a port, as a user would set it. */
  static Map<String, String> environment(int port) {
    String options =
        settings(port).entrySet().stream()
            .map(setting -> "-Dspark.hadoop.%s=%s".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(" "));
    Map<String, String> environment = new TreeMap<>(credentials());
    environment.put("GLOSSA_JAVA_OPTS", options);
    return environment;
  }

  /** Who may use it, as variables of the environment. */
  static Map<String, String> credentials() {
    return Map.of("AWS_ACCESS_KEY_ID", NAME, "AWS_SECRET_ACCESS_KEY", SECRET);
  }

  /** The same for Hadoop in this process. */
  Configuration hadoop() {
    Configuration hadoop = new Configuration();
    settings(port).forEach(hadoop::set);
    hadoop.set("fs.s3a.access.key", NAME);
    hadoop.set("fs.s3a.secret.key", SECRET);
    return hadoop;
  }

  /** The same for a session in this process. */
  void makeKnownTo(SparkSession spark) {
    hadoop()
        .getPropsWithPrefix("fs.s3a.")
        .forEach(
            (key, value) -> spark.sparkContext().hadoopConfiguration().set("fs.s3a." + key, value));
  }

  static String uri(String path) {
    return "s3a://" + BUCKET + "/" + path;
  }

  /** Ends the server, and what this process has kept open to it: another one has the same name. */
  @Override
  public void close() throws IOException {
    FileSystem.get(URI.create(uri("")), hadoop()).close();
    server.destroyForcibly();
  }
}
