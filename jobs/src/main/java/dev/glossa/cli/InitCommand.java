package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.pretrain.InitJob;
import dev.glossa.pretrain.InitResult;
import dev.glossa.pretrain.InitSettings;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    description = "Makes a model with new weights, or grows one for an extended tokenizer.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  glossa init --config demo --tokenizer tokenizer.model --output model",
      "  glossa init --model model --tokenizer extended --new-rows mean --output grown"
    })
final class InitCommand extends JobCommand<InitResult> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "New weights for a config.json, a file of conf/models, or the name of one.")
  String config;

  @Option(names = "--model", paramLabel = "MODEL", description = "The model to grow.")
  String model;

  @Option(
      names = "--tokenizer",
      paramLabel = "T",
      required = true,
      description =
          "The tokenizer of the result: a tokenizer.model, a tokenizer.json, or a folder.")
  String tokenizer;

  @Option(
      names = "--new-rows",
      paramLabel = "KIND",
      description = "How rows of new pieces begin: mean (of the old pieces), random, zero-noise.")
  String newRows;

  @Option(
      names = "--output",
      paramLabel = "MODEL",
      required = true,
      description = "The model folder to write.")
  String output;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "init.config", config);
    put(settings, "init.model", model);
    put(settings, "init.tokenizer", tokenizer);
    put(settings, "init.new-rows", newRows);
    put(settings, "init.output", output);
  }

  @Override
  protected Job<InitResult> job(Configuration configuration) {
    return new InitJob(configuration.section("init", InitSettings.class));
  }

  @Override
  protected void print(InitResult result, PrintWriter out) {
    out.printf(
        "%,d parameters, %,d vocabulary rows, %,d of them new%n",
        result.parameters(), result.vocabulary(), result.newRows());
  }
}
