package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of spark-submit, here and in the steps of a cluster. */
final class SparkSubmit {
  private SparkSubmit() {}

  /** For a Spark on this machine, which is given what it lacks. */
  static Command here(Request request, Environment environment) {
    SparkInstallation spark = SparkInstallation.find(request.variables());
    String master = request.master() == null ? environment.master() : request.master();
    if (master == null) {
      throw GlossaException.usage(
          "The platform '%s' names no master: add --master URL.", environment.name());
    }
    Distribution glossa = new Distribution(request.home());
    Stream<Path> jars = glossa.provided(spark.version()).stream().filter(jar -> !spark.has(jar));
    if (request.usesModel()) {
      jars = Stream.concat(jars, Stream.of(glossa.nativesJar()));
    }
    SubmitOptions options = SubmitOptions.of(request.sparkOptions());
    environment.check(environment.spark());
    environment.check(options.settings());
    SparkSettings settings = new SparkSettings(request).add(environment.spark());
    if (!isClusterMode(environment, options)) {
      settings
          .addDriverOption(property("glossa.home", request.home()))
          .addDriverOption(
              property(
                  "log4j2.configurationFile", request.home().resolve("conf/log4j2-embedded.xml")))
          .addDriverOption(property("glossa.log", request.variable("GLOSSA_LOG", "glossa.log")));
    }
    settings.add(options.javaOptions());
    Application application =
        new Application(
            request.command(),
            glossa.jobsJar().toString(),
            jars.map(Path::toString).toList(),
            settings.settings(),
            request.arguments());
    return new Command(
        words(
            List.of(spark.submit().toString(), "--master", master),
            application,
            options.wordsButJavaOptions()));
  }

  /** For a cluster that knows its master. */
  static List<String> inCluster(Application application) {
    return words(List.of("spark-submit"), application, List.of());
  }

  private static List<String> words(
      List<String> start, Application application, List<String> options) {
    List<String> words = new ArrayList<>(start);
    words.addAll(List.of("--class", Application.MAIN_CLASS, "--name", application.title()));
    words.addAll(List.of("--jars", String.join(",", application.jars())));
    application
        .settings()
        .forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
    words.addAll(options);
    words.add(application.mainJar());
    words.addAll(application.arguments());
    return words;
  }

  private static boolean isClusterMode(Environment environment, SubmitOptions options) {
    String key = "spark.submit.deployMode";
    String mode = options.settings().getOrDefault(key, environment.spark().get(key));
    return "cluster".equals(mode);
  }

  private static String property(String name, Object value) {
    return "\"-D%s=%s\"".formatted(name, value);
  }
}
