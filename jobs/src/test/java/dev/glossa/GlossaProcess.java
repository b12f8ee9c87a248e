package dev.glossa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command of the packaged launcher in a process of its own, so that it can be killed. */
public final class GlossaProcess {

  private static final Path DISTRIBUTION = Path.of(System.getProperty("glossa.distribution"));
  private static final Duration LONGEST = Duration.ofMinutes(8);
  private static final List<String> ELSEWHERE =
      List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

  private final Process process;
  private final Path log;

  private GlossaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A file of the distribution, as {@code conf/demo-small.conf}. */
  public static Path file(String name) {
    return DISTRIBUTION.resolve(name);
  }

  /** Starts {@code bin/glossa}; what it says goes into a file. */
  public static GlossaProcess start(Path log, List<String> arguments) throws IOException {
    return start(log, Map.of(), arguments);
  }

  /** The same with more in its environment. */
  public static GlossaProcess start(
      Path log, Map<String, String> environment, List<String> arguments) throws IOException {
    return start(log, environment, List.of(), arguments);
  }

  /**
   * The same as another machine would run it, which sees other processes. Needs the right to make
   * name spaces.
   */
  public static GlossaProcess startElsewhere(Path log, List<String> arguments) throws IOException {
    return start(log, Map.of(), ELSEWHERE, arguments);
  }

  private static GlossaProcess start(
      Path log, Map<String, String> environment, List<String> prefix, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(file("bin/glossa").toString());
    command.addAll(arguments);
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    process.environment().putAll(LaunchedJava.environment(arguments, environment));
    return new GlossaProcess(process.start(), log);
  }

  /** Waits for its end. */
  public int exitCode() throws IOException, InterruptedException {
    return exitCode(LONGEST);
  }

  /** Waits for its end, which must come within some time. */
  public int exitCode(Duration longest) throws IOException, InterruptedException {
    boolean ended = process.waitFor(longest.toMinutes(), TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    assertThat(ended).as("ends in time: " + log()).isTrue();
    if (process.exitValue() != 0) {
      System.err.println(log());
    }
    return process.exitValue();
  }

  /** Kills it with SIGKILL as soon as something holds, which must be before it ends. */
  public void killWhen(String what, BooleanSupplier holds)
      throws IOException, InterruptedException {
    awaitThat(what, holds);
    process.destroyForcibly().waitFor();
  }

  /** Lets it stand still, as a machine that sleeps does. */
  public void stop() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on after {@link #stop}. */
  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    // The launcher has become the Java process.
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Waits until something holds, which must be before it ends. */
  public void awaitThat(String what, BooleanSupplier holds)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LONGEST);
    while (!holds.getAsBoolean()) {
      assertThat(process.isAlive()).as("runs until %s: %s", what, log()).isTrue();
      assertThat(Instant.now()).as("waiting until %s", what).isBefore(end);
      Thread.sleep(5);
    }
  }

  /** Kills it with SIGKILL after some time, if it has not ended before. */
  public void killAfter(Duration time) throws InterruptedException {
    process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  /** What it has said so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }
}
