package dev.glossa.submit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Steps of an EMR cluster on EC2, which {@code command-runner.jar} gives to spark-submit. */
final class Emr implements CloudService {
  private static final Set<String> LAST = Set.of("COMPLETED", "CANCELLED", "FAILED", "INTERRUPTED");
  private static final Pattern APPLICATION = Pattern.compile("application(_\\d+_\\d+)");

  private final Environment environment;
  private final S3 storage;
  private final String cluster;

  Emr(Environment environment) {
    this.environment = environment;
    this.storage = new S3(environment.target().get("region"));
    this.cluster = environment.required("cluster", "GLOSSA_EMR_CLUSTER");
  }

  @Override
  public S3 storage() {
    return storage;
  }

  @Override
  public Command submit(Application application) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    ArrayNode words =
        steps
            .addObject()
            .put("Type", "CUSTOM_JAR")
            .put("Name", application.title())
            .put("ActionOnFailure", "CONTINUE")
            .put("Jar", "command-runner.jar")
            .putArray("Args");
    SparkSubmit.inCluster(application).forEach(words::add);
    return storage.aws(
        "emr",
        "add-steps",
        "--cluster-id",
        cluster,
        "--steps",
        steps.toString(),
        "--output",
        "json");
  }

  @Override
  public String id(String answer) {
    return StateWatch.json(answer).at("/StepIds/0").asText();
  }

  @Override
  public List<Command> watch(String step) {
    return List.of(
        storage.aws(
            "emr",
            "describe-step",
            "--cluster-id",
            cluster,
            "--step-id",
            step,
            "--output",
            "json"));
  }

  @Override
  public boolean await(String step, Shell shell, PrintWriter err) {
    S3Logs logs = new S3Logs(storage, shell, err);
    Runnable log = () -> {};
    if (environment.target().containsKey("logs")) {
      String folder =
          environment.target().get("logs").replaceFirst("/+$", "") + "/" + cluster + "/";
      log = () -> showLogs(folder, step, logs);
    }
    return new StateWatch(shell, watch(step).get(0), "/Step/Status/State", environment.poll())
        .await(step, LAST, log, err)
        .equals("COMPLETED");
  }

  /** The step's own log, and the driver's where YARN has started it. */
  private static void showLogs(String folder, String step, S3Logs logs) {
    String log = logs.show(files(folder + "steps/" + step));
    Matcher application = APPLICATION.matcher(log);
    if (application.find()) {
      logs.show(
          files(
              folder
                  + "containers/%s/container%s_01_000001"
                      .formatted(application.group(), application.group(1))));
    }
  }

  private static List<String> files(String folder) {
    return List.of(folder + "/stderr.gz", folder + "/stdout.gz");
  }

  @Override
  public Command cancel(String step) {
    return storage.aws("emr", "cancel-steps", "--cluster-id", cluster, "--step-ids", step);
  }
}
