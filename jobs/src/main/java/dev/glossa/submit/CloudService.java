package dev.glossa.submit;

import dev.glossa.job.GlossaException;
import java.io.PrintWriter;
import java.util.List;

/** A service of a cloud that runs Spark applications, by the commands of the cloud's own client. */
interface CloudService {

  /** The object store from which the service reads jars. */
  Storage storage();

  /** Starts an application and answers at once. */
  Command submit(Application application);

  /**
   * The name that the service has given to the run.
   *
   * @param answer what {@link #submit} answered
   */
  String id(String answer);

  /** What {@link #await} asks, again and again. */
  List<Command> watch(String id);

  /**
   * Waits for the end of a run, and shows its driver's log as far as the service has it.
   *
   * @return whether the service says that it ended well
   * @throws GlossaException (failure) if the service does not answer
   */
  boolean await(String id, Shell shell, PrintWriter err);

  /** Ends a run. */
  Command cancel(String id);

  /** The service of an environment. */
  static CloudService of(Environment environment) {
    return switch (environment.service()) {
      case EMR -> new Emr(environment);
      case EMR_SERVERLESS -> new EmrServerless(environment);
      case DATAPROC -> new Dataproc(environment);
      case DATAPROC_SERVERLESS -> new DataprocServerless(environment);
      case SPARK_SUBMIT -> throw new IllegalArgumentException("spark-submit is no cloud's");
    };
  }
}
