package dev.glossa.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A standalone Spark with a master and two workers, as {@code deploy/local-cluster} starts it, with
 * the settings that {@code deploy/spark} and {@code deploy/observability} have for one.
 */
final class LocalCluster implements AutoCloseable {

  private static final Path DEPLOY = Tools.HOME.resolve("deploy");

  private final Path folder;
  private final Map<String, String> environment;
  private final String master;

  /**
   * @param folder gets its logs and working folders
   */
  LocalCluster(Path folder) throws IOException, InterruptedException {
    this(folder, Map.of());
  }

  /**
   * @param rights what the machines of the cluster have in their environment, as others have a role
   */
  LocalCluster(Path folder, Map<String, String> rights) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    environment = new HashMap<>(rights);
    environment.put("SPARK_HOME", Tools.sparkHome().toString());
    environment.put("SPARK_CONF_DIR", settings(folder).toString());
    master =
        script("start.sh", "--port", 0, "--ui-port", 0, "--memory", "3g", "--dir", folder).strip();
  }

  private static Path settings(Path folder) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("spark-defaults.conf"),
        Files.readString(DEPLOY.resolve("spark/spark-defaults.conf"))
            + Files.readString(DEPLOY.resolve("observability/spark.conf")));
    return conf;
  }

  private String script(String name, Object... arguments) throws IOException, InterruptedException {
    Path script = DEPLOY.resolve("local-cluster").resolve(name);
    return Tools.run(folder, environment, null, script.toString(), arguments);
  }

  /** What a command needs in its environment to be submitted. */
  Map<String, String> environment() {
    return environment;
  }

  /** The URL for {@code --master}. */
  String master() {
    return master;
  }

  /** The logs of the workers. */
  List<Path> workerLogs() throws IOException {
    return workers(".log");
  }

  /** The executors that are running. */
  List<ProcessHandle> executors() throws IOException {
    List<Long> pids =
        workers(".pid").stream().map(LocalCluster::content).map(Long::valueOf).toList();
    return pids.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(ProcessHandle::children)
        .filter(child -> child.info().arguments().isPresent())
        .toList();
  }

  private List<Path> workers(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("worker-\\d\\" + ending))
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    script("stop.sh", "--dir", folder);
  }
}
