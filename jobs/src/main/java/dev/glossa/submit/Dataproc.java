package dev.glossa.submit;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** Jobs of a Dataproc cluster. */
final class Dataproc implements CloudService {
  private static final Set<String> LAST = Set.of("DONE", "ERROR", "CANCELLED");

  private final Environment environment;
  private final Gcloud gcloud;
  private final String cluster;

  Dataproc(Environment environment) {
    this.environment = environment;
    this.gcloud = Gcloud.of(environment);
    this.cluster = environment.required("cluster", "GLOSSA_DATAPROC_CLUSTER");
  }

  @Override
  public GoogleStorage storage() {
    return new GoogleStorage();
  }

  @Override
  public Command submit(Application application) {
    Command command = gcloud.dataproc("jobs", "submit", "spark", "--cluster=" + cluster);
    command = Gcloud.describe(command, application).and("--format=value(reference.jobId)");
    return Gcloud.arguments(command, application);
  }

  @Override
  public String id(String answer) {
    return answer.strip();
  }

  @Override
  public List<Command> watch(String job) {
    return List.of(
        gcloud.dataproc("jobs", "wait", job),
        gcloud.dataproc("jobs", "describe", job, "--format=value(status.state)"));
  }

  @Override
  public boolean await(String job, Shell shell, PrintWriter err) {
    return Gcloud.await(job, watch(job), LAST, environment.poll(), shell, err).equals("DONE");
  }

  @Override
  public Command cancel(String job) {
    return gcloud.dataproc("jobs", "kill", job);
  }
}
