package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.pretrain.PretrainJob;
import dev.glossa.pretrain.PretrainSettings;
import dev.glossa.pretrain.TrainingResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "pretrain",
    description = {
      "Trains a model on packed blocks, across Spark executors.",
      "Killed at any moment, the same command goes on from the last checkpoint."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example, three rows of Hindi to one of English:",
      "  glossa pretrain --model model --data packed-hi=3 --data packed-en=1 --steps 2000 --output out"
    })
final class PretrainCommand extends JobCommand<TrainingResult> {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "The model to train on, a Hugging Face folder.")
  String model;

  @Option(
      names = "--data",
      paramLabel = "PATH[=WEIGHT]",
      arity = "1..*",
      required = true,
      description = "Folders of pack, mixed by their weights.")
  List<String> data;

  @Option(names = "--output", paramLabel = "DIR", required = true, description = "Output folder.")
  String output;

  @Option(names = "--steps", paramLabel = "N", description = "Optimizer steps of every worker.")
  Long steps;

  @Option(
      names = "--only-new-rows-steps",
      paramLabel = "N",
      description = "First steps, in which only the rows of pieces that init added learn.")
  Long onlyNewRowsSteps;

  @Mixin TrainingFlags training;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "pretrain.model", model);
    put(settings, "pretrain.data", data);
    put(settings, "pretrain.output", output);
    put(settings, "pretrain.steps", steps);
    put(settings, "pretrain.only-new-rows-steps", onlyNewRowsSteps);
    training.settings("pretrain", settings);
  }

  @Override
  protected Job<TrainingResult> job(Configuration configuration) {
    return new PretrainJob(configuration.section("pretrain", PretrainSettings.class));
  }

  @Override
  protected void print(TrainingResult result, PrintWriter out) {
    printTraining(result, out);
  }

  static void printTraining(TrainingResult result, PrintWriter out) {
    out.printf(
        "%,d steps, %,d tokens, %.2f epochs: loss %.3f -> %.3f%n",
        result.steps(), result.tokens(), result.epoch(), result.firstLoss(), result.lastLoss());
    result.rows().forEach((corpus, rows) -> out.printf("  %,10d rows of %s%n", rows, corpus));
  }
}
