package dev.glossa.submit;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Brings a command to where it runs, and says how it ended. */
public final class Launcher {
  /** What a dry run prints for the name that a run is given when it is launched. */
  private static final String RUN = "RUN";

  /** The same for that which the service gives it. */
  private static final String ID = "ID";

  private final Shell shell;
  private final PrintWriter out;
  private final PrintWriter err;

  public Launcher(PrintWriter out, PrintWriter err) {
    this(new Processes(), out, err);
  }

  Launcher(Shell shell, PrintWriter out, PrintWriter err) {
    this.shell = shell;
    this.out = out;
    this.err = err;
  }

  /**
   * What comes of a request.
   *
   * @param exitCode of the job, where it has run
   * @param line what a shell must now execute in its own place; empty if all is done
   */
  public record Outcome(int exitCode, Optional<String> line) {
    static Outcome ended(int exitCode) {
      return new Outcome(exitCode, Optional.empty());
    }
  }

  /**
   * Submits the request and waits for its end; or makes the line of spark-submit; or, in a dry run,
   * prints the commands.
   *
   * @throws GlossaException (usage) if the platform cannot run it as it is; (failure) if the
   *     platform's client fails
   */
  public Outcome launch(Request request) {
    Environment environment =
        request.platform() == null
            ? Environment.ofMaster(request.master())
            : Environment.read(
                request.home(), request.platform(), request.usesModel(), request.variables());
    if (environment.service() != Environment.Service.SPARK_SUBMIT) {
      return Outcome.ended(submit(request, environment));
    }
    String line = SparkSubmit.here(request, environment).line();
    if (request.dryRun()) {
      out.println(line);
      return Outcome.ended(ExitCode.DONE.code());
    }
    return new Outcome(ExitCode.DONE.code(), Optional.of(line));
  }

  private int submit(Request request, Environment environment) {
    if (request.master() != null) {
      throw GlossaException.usage(
          "--master and --platform %s exclude each other: the platform has a master.",
          environment.name());
    }
    if (!request.leavesRecord()) {
      throw GlossaException.usage(
          "'%s' only reads what is finished: run it without --platform, from the same folders.",
          request.command());
    }
    CloudService service = CloudService.of(environment);
    Storage storage = service.storage();
    if (request.output() == null || !storage.holds(request.output())) {
      throw GlossaException.usage(
          "On %s the result goes to --output %s://…, from where this machine reads how it went%s.",
          environment.name(),
          storage.scheme(),
          request.output() == null ? "" : ", and not to '" + request.output() + "'");
    }
    Staging staging = new Staging(storage, environment.stagingFolder(storage.scheme()));
    String run = request.dryRun() ? RUN : UUID.randomUUID().toString();
    Command submit = service.submit(application(request, environment, staging, run));
    if (request.dryRun()) {
      List<Command> commands = new ArrayList<>(staging.uploads());
      commands.add(submit);
      commands.addAll(service.watch(ID));
      commands.add(RunRecord.reading(storage, request.output()));
      commands.forEach(command -> out.println(command.line()));
      return ExitCode.DONE.code();
    }
    err.println("glossa: copying what is not there yet to " + environment.staging());
    err.flush();
    staging.uploads().forEach(shell::ask);
    RunRecord record = new RunRecord(storage, shell, request.output(), run);
    String id = service.id(shell.ask(submit));
    return record.exitCode(await(service, id), err);
  }

  private static Application application(
      Request request, Environment environment, Staging staging, String run) {
    SortedMap<String, String> options = SubmitOptions.of(request.sparkOptions()).onlySettings();
    environment.check(environment.spark());
    environment.check(options);
    Distribution glossa = new Distribution(request.home());
    List<Path> jars = new ArrayList<>(List.of(glossa.jobsJar()));
    jars.addAll(glossa.provided(environment.sparkVersion(), environment.jars()));
    if (request.usesModel()) {
      jars.add(glossa.nativesJar());
    }
    List<String> addresses = staging.jars(glossa, jars);
    SparkSettings settings = new SparkSettings(request).add(environment.spark()).add(options);
    settings.addDriverOption("-D" + Refusal.RUN + "=" + run);
    if (request.readsShippedFiles()) {
      settings.addDriverOption("-Dglossa.home=" + staging.home(glossa));
    }
    return new Application(
        request.command(),
        addresses.get(0),
        addresses.subList(1, addresses.size()),
        settings.settings(),
        staging.arguments(request));
  }

  /** Whoever interrupts the launcher is told that the job goes on. */
  private boolean await(CloudService service, String id) {
    AtomicReference<String> running = new AtomicReference<>(id);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (running.get() != null) {
                    err.println(
                        "glossa: %s goes on without the launcher; this ends it: %s"
                            .formatted(id, service.cancel(id).line()));
                    err.flush();
                  }
                }));
    boolean endedWell = service.await(id, shell, err);
    running.set(null);
    return endedWell;
  }
}
