package dev.glossa.submit;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Commands as processes of this machine. */
final class Processes implements Shell {

  @Override
  public Answer run(Command command) {
    Process process = start(command, new ProcessBuilder(command.words()));
    try {
      process.getOutputStream().close();
      CompletableFuture<byte[]> err =
          CompletableFuture.supplyAsync(() -> content(process.getErrorStream()));
      byte[] out = content(process.getInputStream());
      return new Answer(process.waitFor(), out, new String(err.join(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(process, e);
    }
  }

  @Override
  public int show(Command command) {
    Process process = start(command, new ProcessBuilder(command.words()).inheritIO());
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(process, e);
    }
  }

  private static Process start(Command command, ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new GlossaException(
          ExitCode.USAGE,
          "There is no '%s' on the PATH, by which this platform is reached: install it."
              .formatted(command.words().get(0)),
          e);
    }
  }

  private static byte[] content(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GlossaException interrupted(Process process, InterruptedException e) {
    process.destroy();
    Thread.currentThread().interrupt();
    return new GlossaException(ExitCode.INTERRUPTED, "The launcher was interrupted.", e);
  }
}
