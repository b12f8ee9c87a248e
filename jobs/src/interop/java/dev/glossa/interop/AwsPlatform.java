package dev.glossa.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS on loopback, see {@code aws_platform.py}: moto's server, whose steps and job runs are run by
 * this machine's spark-submit. The client is the real one.
 */
final class AwsPlatform implements AutoCloseable {

  static final String BUCKET = "glossa-test";
  private static final String REGION = "us-east-1";

  private final Path folder;
  private final int port;
  private final Process server;

  /**
   * @param folder gets the logs, and the Spark configuration of the cluster
   */
  AwsPlatform(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(conf.resolve("spark-defaults.conf"), clusterDefaults());
    ProcessBuilder builder =
        new ProcessBuilder(
                Tools.interpreter("venv-aws").toString(),
                Tools.script("aws_platform.py").toString(),
                Integer.toString(port),
                folder.toString(),
                Tools.sparkHome().resolve("bin/spark-submit").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("aws.log").toFile());
    builder.environment().putAll(environment());
    builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
    server = builder.start();
    await();
  }

  /** What a cluster of EMR knows by itself: its master, S3A for s3://, the way to S3. */
  private String clusterDefaults() throws IOException {
    Map<String, String> defaults = new HashMap<>();
    ObjectStore.settings(port).forEach((key, value) -> defaults.put("spark.hadoop." + key, value));
    defaults.put("spark.master", "local[2]");
    defaults.put("spark.ui.enabled", "false");
    defaults.put("spark.driver.host", "127.0.0.1");
    defaults.put("spark.driver.memory", "2g");
    defaults.put("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    defaults.put("spark.sql.shuffle.partitions", "4");
    defaults.put("spark.databricks.delta.snapshotPartitions", "1");
    try (Stream<Path> jars = Files.list(Tools.HOME.resolve("lib/provided"))) {
      defaults.put(
          "spark.driver.extraClassPath",
          jars.map(Path::toString)
              .filter(jar -> jar.matches(".*/(hadoop-aws|aws-java-sdk|wildfly)[^/]*"))
              .collect(Collectors.joining(":")));
    }
    return defaults.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void await() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(3));
    while (true) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!server.isAlive() || Instant.now().isAfter(end)) {
          throw new IOException(Files.readString(folder.resolve("aws.log")), e);
        }
        Thread.sleep(100);
      }
    }
  }

  /** What the client, and a person's commands, have in their environment. */
  Map<String, String> environment() {
    String path = Tools.interpreter("venv-aws").getParent() + ":" + System.getenv("PATH");
    return Map.of(
        "PATH",
        path,
        "AWS_ENDPOINT_URL",
        "http://127.0.0.1:" + port,
        "AWS_REGION",
        REGION,
        "AWS_DEFAULT_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        "testing",
        "AWS_SECRET_ACCESS_KEY",
        "testing",
        "AWS_PAGER",
        "");
  }

  /** The answer of a command of {@code aws}. */
  JsonNode aws(Object... arguments) throws IOException, InterruptedException {
    String answer =
        Tools.run(
            folder,
            environment(),
            null,
            Tools.interpreter("venv-aws").resolveSibling("aws").toString(),
            arguments);
    return new ObjectMapper().readTree(answer.isBlank() ? "{}" : answer);
  }

  static String uri(String path) {
    return "s3://" + BUCKET + "/" + path;
  }

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }
}
