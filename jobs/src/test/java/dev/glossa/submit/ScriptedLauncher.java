package dev.glossa.submit;

import dev.glossa.submit.Request.PathArgument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A distribution on this machine, and its launcher, whose clients of clouds are scripted. */
abstract class ScriptedLauncher {
  static final Map<String, String> EMR =
      Map.of(
          "GLOSSA_STAGING", "s3://bucket/glossa",
          "GLOSSA_EMR_CLUSTER", "j-1",
          "GLOSSA_EMR_APPLICATION", "app-1",
          "GLOSSA_EMR_ROLE", "arn:aws:iam::1:role/glossa");
  static final Map<String, String> DATAPROC =
      Map.of(
          "GLOSSA_STAGING", "gs://bucket/glossa",
          "GLOSSA_DATAPROC_CLUSTER", "cluster-1",
          "GLOSSA_REGION", "europe-west1");

  @TempDir Path home;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final ScriptedShell shell = new ScriptedShell();

  @BeforeEach
  void unpack() throws IOException {
    Path provided = Files.createDirectories(home.resolve("lib/provided"));
    Files.writeString(home.resolve("VERSION"), "1.0\n");
    Files.writeString(home.resolve("lib/glossa-jobs-1.0.jar"), "jobs");
    Files.writeString(home.resolve("lib/glossa-training-natives-1.0.jar"), "natives");
    for (String jar :
        List.of(
            "delta-spark_2.12-3.3.2",
            "delta-storage-3.3.2",
            "spark-hadoop-cloud_2.12-3.5.7",
            "spark-sql-kafka-0-10_2.12-3.5.7",
            "spark-token-provider-kafka-0-10_2.12-3.5.7",
            "kafka-clients-3.9.2",
            "commons-pool2-2.11.1",
            "hadoop-aws-3.3.4",
            "gcs-connector-hadoop3-2.2.26-shaded")) {
      Files.writeString(provided.resolve(jar + ".jar"), jar);
    }
    Path older = Files.createDirectories(home.resolve("lib/older-spark"));
    for (String jar : List.of("delta-spark_2.12-3.2.0", "delta-storage-3.2.0")) {
      Files.writeString(older.resolve(jar + ".jar"), jar);
    }
  }

  Launcher.Outcome launch(Request request) {
    Launcher launcher = new Launcher(shell, new PrintWriter(out, true), new PrintWriter(err, true));
    return launcher.launch(request);
  }

  Request request(String platform, boolean dryRun, Map<String, String> variables, String output) {
    List<String> arguments = List.of("prepare", "--input", "s3://b/in", "--output", output);
    return new Request(
        home,
        "prepare",
        arguments,
        List.of(new PathArgument("--input", "s3://b/in"), new PathArgument("--output", output)),
        output,
        null,
        System.getProperty("glossa.home") + "/conf/environments/" + platform + ".conf",
        List.of(),
        dryRun,
        variables);
  }

  /** Another command with its own arguments, to where a request goes. */
  static Request of(
      String command, List<String> arguments, Request request, PathArgument... paths) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(arguments);
    return new Request(
        request.home(),
        command,
        words,
        List.of(paths),
        request.output(),
        null,
        request.platform(),
        request.sparkOptions(),
        request.dryRun(),
        request.variables());
  }

  static Request with(Request request, List<String> more, PathArgument... paths) {
    List<String> arguments = new ArrayList<>(request.arguments());
    arguments.addAll(more);
    return new Request(
        request.home(),
        request.command(),
        arguments,
        List.of(paths),
        request.output(),
        null,
        request.platform(),
        request.sparkOptions(),
        request.dryRun(),
        request.variables());
  }

  static Request withOptions(Request request, String... sparkOptions) {
    return on(request.platform(), List.of(sparkOptions), request);
  }

  static Request on(String platform, List<String> sparkOptions, Request request) {
    return new Request(
        request.home(),
        request.command(),
        request.arguments(),
        request.paths(),
        request.output(),
        null,
        platform,
        sparkOptions,
        request.dryRun(),
        request.variables());
  }
}
