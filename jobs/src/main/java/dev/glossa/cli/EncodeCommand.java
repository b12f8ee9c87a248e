package dev.glossa.cli;

import dev.glossa.job.ExitCode;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code glossa encode}: standard input to standard output, a line a line, like spm_encode. */
@Command(
    name = "encode",
    description = "Encodes text, line by line, from standard input to standard output.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    footer = {"", "Example:  glossa encode --tokenizer llama < text.txt > ids.txt"})
final class EncodeCommand implements Callable<Integer> {

  /** What is written for a piece. */
  enum Format {
    IDS,
    PIECES
  }

  @Mixin TokenizerOptions options;

  @Option(names = "--format", paramLabel = "FORMAT", description = "ids (default) or pieces.")
  Format format = Format.IDS;

  @Override
  public Integer call() throws IOException {
    Tokenizer tokenizer = options.load();
    try (InputLines lines = new InputLines(System.in);
        OutputStream out = new StandardOutput()) {
      IdWriter ids = new IdWriter(out);
      PieceWriter pieces = new PieceWriter(tokenizer, out);
      while (lines.next()) {
        if (format == Format.IDS) {
          ids.write(tokenizer.encode(lines.bytes(), lines.from(), lines.to()));
        } else {
          pieces.write(lines.bytes(), lines.from(), lines.to());
        }
        out.write('\n');
      }
    } catch (StandardOutput.ClosedPipeException e) {
      return ExitCode.DONE.code();
    }
    return ExitCode.DONE.code();
  }
}
