package dev.glossa.submit;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Batches of Dataproc Serverless. */
final class DataprocServerless implements CloudService {
  private static final Set<String> LAST = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Environment environment;
  private final Gcloud gcloud;
  private final String batch;

  DataprocServerless(Environment environment) {
    this.environment = environment;
    this.gcloud = Gcloud.of(environment);
    this.batch =
        "glossa-%s-%s"
            .formatted(TIME.format(Instant.now()), UUID.randomUUID().toString().substring(0, 4));
  }

  @Override
  public GoogleStorage storage() {
    return new GoogleStorage();
  }

  @Override
  public Command submit(Application application) {
    Command command =
        gcloud
            .dataproc("batches", "submit", "spark", "--batch=" + batch)
            .and("--version=" + environment.required("version", "target.version"));
    command = flag(command, "service-account");
    command = flag(command, "subnet");
    command =
        Gcloud.describe(command, application)
            .and("--labels=application=" + application.title().replace(' ', '-'));
    return Gcloud.arguments(command, application);
  }

  private Command flag(Command command, String key) {
    String value = environment.target().get(key);
    return value == null ? command : command.and("--" + key + "=" + value);
  }

  /** The client answers with an operation; the name is ours. */
  @Override
  public String id(String answer) {
    return batch;
  }

  @Override
  public List<Command> watch(String id) {
    return List.of(
        gcloud.dataproc("batches", "wait", id),
        gcloud.dataproc("batches", "describe", id, "--format=value(state)"));
  }

  @Override
  public boolean await(String id, Shell shell, PrintWriter err) {
    return Gcloud.await(id, watch(id), LAST, environment.poll(), shell, err).equals("SUCCEEDED");
  }

  @Override
  public Command cancel(String id) {
    return gcloud.dataproc("batches", "cancel", id);
  }
}
