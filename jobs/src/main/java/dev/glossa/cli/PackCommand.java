package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.pack.PackJob;
import dev.glossa.pack.PackResult;
import dev.glossa.pack.PackSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "pack",
    description = "Packs texts into blocks of tokens to train on (Delta table 'blocks').",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  glossa pack --input prepared --tokenizer tokenizer.model --length 512 --output packed"
    })
final class PackCommand extends JobCommand<PackResult> {
  @Option(
      names = "--input",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description = "Delta tables with id and text, folders of prepare, JSONL files.")
  List<String> input;

  @Option(
      names = "--tokenizer",
      paramLabel = "T",
      required = true,
      description = "A tokenizer.model, a tokenizer.json, or a folder.")
  String tokenizer;

  @Option(
      names = "--mode",
      description = "How a tokenizer.model treats special names: sentencepiece or huggingface.")
  String mode;

  @Option(names = "--length", paramLabel = "N", description = "Tokens of a block.")
  Integer length;

  @Option(names = "--output", paramLabel = "DIR", required = true, description = "Output folder.")
  String output;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "pack.input", input);
    put(settings, "pack.tokenizer", tokenizer);
    put(settings, "pack.mode", mode);
    put(settings, "pack.length", length);
    put(settings, "pack.output", output);
  }

  @Override
  protected Job<PackResult> job(Configuration configuration) {
    return new PackJob(configuration.section("pack", PackSettings.class));
  }

  @Override
  protected void print(PackResult result, PrintWriter out) {
    out.printf(
        "%,d documents, %,d tokens -> %,d blocks, %.2f %% padding, %,d cuts%n",
        result.documents(),
        result.tokens(),
        result.blocks(),
        100 * result.padding(),
        result.cuts());
  }
}
