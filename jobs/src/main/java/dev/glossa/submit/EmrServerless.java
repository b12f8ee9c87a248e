package dev.glossa.submit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** Job runs of an EMR Serverless application. */
final class EmrServerless implements CloudService {
  private static final Set<String> LAST = Set.of("SUCCESS", "FAILED", "CANCELLED");

  private final Environment environment;
  private final S3 storage;
  private final String application;

  EmrServerless(Environment environment) {
    this.environment = environment;
    this.storage = new S3(environment.target().get("region"));
    this.application = environment.required("application", "GLOSSA_EMR_APPLICATION");
  }

  @Override
  public S3 storage() {
    return storage;
  }

  /** Settings go as spark-defaults: as parameters of spark-submit their spaces would part them. */
  @Override
  public Command submit(Application job) {
    ObjectNode driver = JsonNodeFactory.instance.objectNode();
    ObjectNode sparkSubmit = driver.putObject("sparkSubmit").put("entryPoint", job.mainJar());
    job.arguments().forEach(sparkSubmit.putArray("entryPointArguments")::add);
    sparkSubmit.put(
        "sparkSubmitParameters",
        "--class %s --jars %s".formatted(Application.MAIN_CLASS, String.join(",", job.jars())));

    ObjectNode overrides = JsonNodeFactory.instance.objectNode();
    ObjectNode defaults =
        overrides
            .putArray("applicationConfiguration")
            .addObject()
            .put("classification", "spark-defaults")
            .putObject("properties");
    job.settings().forEach(defaults::put);
    if (environment.target().containsKey("logs")) {
      overrides
          .putObject("monitoringConfiguration")
          .putObject("s3MonitoringConfiguration")
          .put("logUri", environment.target().get("logs"));
    }
    return storage.aws(
        "emr-serverless",
        "start-job-run",
        "--application-id",
        application,
        "--execution-role-arn",
        environment.required("role", "GLOSSA_EMR_ROLE"),
        "--name",
        job.title(),
        "--job-driver",
        driver.toString(),
        "--configuration-overrides",
        overrides.toString(),
        "--output",
        "json");
  }

  @Override
  public String id(String answer) {
    return StateWatch.json(answer).at("/jobRunId").asText();
  }

  @Override
  public List<Command> watch(String run) {
    return List.of(command("get-job-run", run).and("--output", "json"));
  }

  @Override
  public boolean await(String run, Shell shell, PrintWriter err) {
    S3Logs logs = new S3Logs(storage, shell, err);
    Runnable log = () -> {};
    if (environment.target().containsKey("logs")) {
      String folder =
          environment.target().get("logs").replaceFirst("/+$", "")
              + "/applications/%s/jobs/%s/SPARK_DRIVER".formatted(application, run);
      log = () -> logs.show(List.of(folder + "/stderr.gz", folder + "/stdout.gz"));
    }
    return new StateWatch(shell, watch(run).get(0), "/jobRun/state", environment.poll())
        .await(run, LAST, log, err)
        .equals("SUCCESS");
  }

  @Override
  public Command cancel(String run) {
    return command("cancel-job-run", run);
  }

  private Command command(String name, String run) {
    return storage.aws(
        "emr-serverless", name, "--application-id", application, "--job-run-id", run);
  }
}
