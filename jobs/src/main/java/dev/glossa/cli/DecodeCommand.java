package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code glossa decode}: ids from standard input, line by line, to text on standard output. */
@Command(
    name = "decode",
    description = "Decodes ids, line by line, from standard input to standard output.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {"", "Example:  glossa decode --tokenizer llama < ids.txt"})
final class DecodeCommand implements Callable<Integer> {

  @Mixin TokenizerOptions options;

  @Override
  public Integer call() throws IOException {
    Tokenizer tokenizer = options.load();
    IdReader ids = new IdReader();
    try (InputLines lines = new InputLines(System.in);
        OutputStream out = new StandardOutput()) {
      for (long line = 1; lines.next(); line++) {
        int[] read = ids.read(lines.bytes(), lines.from(), lines.to(), line);
        out.write(decode(tokenizer, read, line).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    } catch (StandardOutput.ClosedPipeException e) {
      return ExitCode.DONE.code();
    }
    return ExitCode.DONE.code();
  }

  private static String decode(Tokenizer tokenizer, int[] ids, long number) {
    try {
      return tokenizer.decode(ids);
    } catch (IllegalArgumentException e) {
      throw GlossaException.badInput("Line %d cannot be decoded: %s", number, e.getMessage());
    }
  }
}
