package dev.glossa.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Hadoop's own small HDFS on loopback, a name node and a data node in a process of its own. */
final class HdfsCluster implements AutoCloseable {

  private final Process server;
  private final String uri;

  /**
   * @param folder gets its data and its log
   */
  HdfsCluster(Path folder) throws IOException, InterruptedException {
    Path details = folder.resolve("hdfs.json");
    String ours = System.getProperty("glossa.hdfs") + "/*";
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-Dtest.build.data=" + folder.resolve("hdfs"),
                "-cp",
                ours + ":" + Tools.HOME.resolve("lib/spark/*"),
                "org.apache.hadoop.test.MiniDFSClusterManager",
                "-format",
                "-writeDetails",
                details.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("hdfs.log").toFile())
            .start();
    uri = "hdfs://127.0.0.1:" + port(details) + "/";
  }

  private int port(Path details) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (!Files.exists(details) || Files.size(details) == 0) {
      if (!server.isAlive() || Instant.now().isAfter(end)) {
        server.destroyForcibly();
        throw new IOException("HDFS did not start: see " + details.resolveSibling("hdfs.log"));
      }
      Thread.sleep(100);
    }
    return new ObjectMapper().readTree(details.toFile()).get("namenode_port").asInt();
  }

  /** A path in it. */
  String uri(String path) {
    return uri + path;
  }

  @Override
  public void close() {
    server.destroyForcibly();
  }
}
