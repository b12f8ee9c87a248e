package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.job.GlossaException;
import dev.glossa.tokenizer.Tokenizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    try (InputLines lines = new InputLines(System.in);
        OutputStream out = new BufferedOutputStream(System.out, 1 << 16)) {
      for (long line = 1; lines.next(); line++) {
        out.write(decode(tokenizer, lines.text(), line).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    return ExitCode.DONE.code();
  }

  private static String decode(Tokenizer tokenizer, String line, long number) {
    try {
      return tokenizer.decode(
          Stream.of(line.strip().split("\\s+"))
              .filter(id -> !id.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray());
    } catch (NumberFormatException e) {
      throw GlossaException.badInput(
          "Line %d is no list of ids separated by spaces: %s.", number, e.getMessage());
    } catch (IllegalArgumentException e) {
      throw GlossaException.badInput("Line %d cannot be decoded: %s", number, e.getMessage());
    }
  }
}
