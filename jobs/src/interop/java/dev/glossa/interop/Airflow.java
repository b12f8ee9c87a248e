package dev.glossa.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LaunchedJava;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Airflow with the DAGs of {@code deploy/airflow}, in a folder of its own. Tasks run by the
 * real spark-submit.
 */
final class Airflow {
  private static final Path PYTHON = Tools.interpreter("venv-airflow");
  private static final Path SOURCES = Tools.HOME.resolve("deploy/airflow");

  /**
   * In the place of spark-submit: that of the distribution, but the first {@code prepare} is killed
   * while it writes its tables, and ends as Spark does that was killed.
   */
  private static final String KILLED_ONCE =
      """
      #!/bin/sh
      case " $* " in
        *" prepare "*)
          if mkdir "$GLOSSA_ROOT/killed" 2>/dev/null; then
            "$SPARK_HOME/bin/spark-submit" "$@" &
            until [ -d "$GLOSSA_ROOT/corpus/documents" ] || ! kill -0 $! 2>/dev/null; do sleep 0.1; done
            kill -9 $!
            wait $!
            exit 137
          fi ;;
      esac
      exec "$SPARK_HOME/bin/spark-submit" "$@"
      """;

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder gets Airflow's database and, below {@code root}, everything that the DAGs write
   */
  Airflow(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path submit = Files.writeString(bin.resolve("spark-submit"), KILLED_ONCE);
    if (!submit.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + submit + " executable");
    }
    environment = new HashMap<>();
    environment.put("AIRFLOW_HOME", folder.resolve("home").toString());
    environment.put("AIRFLOW__CORE__DAGS_FOLDER", SOURCES.resolve("dags").toString());
    environment.put("AIRFLOW__CORE__LOAD_EXAMPLES", "false");
    environment.put("AIRFLOW_CONN_SPARK_DEFAULT", "spark://local%5B2%5D");
    environment.put("GLOSSA_HOME", Tools.HOME.toString());
    environment.put("GLOSSA_ROOT", Files.createDirectories(root()).toString());
    environment.put("GLOSSA_RETRY_MINUTES", "0.01");
    environment.put("GLOSSA_LOG", folder.resolve("glossa.log").toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("SPARK_HOME", Tools.sparkHome().toString());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put(
        "PATH",
        String.join(
            File.pathSeparator,
            bin.toString(),
            PYTHON.getParent().toString(),
            System.getenv("PATH")));
    airflow(environment, "db", "migrate");
  }

  /** Where the DAGs find and write everything. */
  Path root() {
    return folder.resolve("root");
  }

  /** Runs the tests that lie beside the DAGs. */
  void pytest() throws IOException, InterruptedException {
    Tools.run(
        folder,
        environment,
        null,
        PYTHON.toString(),
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        SOURCES.resolve("tests"));
  }

  /**
   * Runs a DAG from its first task to its last, to a good end.
   *
   * @param parameters of the run
   * @param options of {@code airflow dags test}, as the date at which an interval ends
   */
  void run(String dag, Map<String, ?> parameters, Object... options)
      throws IOException, InterruptedException {
    List<Object> arguments = new ArrayList<>(List.of("dags", "test", dag));
    // A date is only understood right behind the DAG's name.
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-c", new ObjectMapper().writeValueAsString(parameters)));
    Map<String, String> quick = new HashMap<>(environment);
    // The long command of a DAG is the first word of its name.
    quick.put("GLOSSA_JAVA_OPTS", String.join(" ", LaunchedJava.options(dag.split("_")[0])));
    airflow(quick, arguments.toArray());
  }

  private void airflow(Map<String, String> variables, Object... arguments)
      throws IOException, InterruptedException {
    Tools.run(folder, variables, null, PYTHON.resolveSibling("airflow").toString(), arguments);
  }
}
