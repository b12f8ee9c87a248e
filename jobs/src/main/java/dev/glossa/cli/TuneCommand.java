package dev.glossa.cli;

import dev.glossa.job.Configuration;
import dev.glossa.job.Job;
import dev.glossa.tune.TuneJob;
import dev.glossa.tune.TuneResult;
import dev.glossa.tune.TuneSettings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tune",
    description = {
      "Trains a model on instructions; the loss is on what the assistant says.",
      "Data are recognized by their fields: instruction, input, output; instances; messages;"
          + " conversations."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  glossa tune --model out/model --data instructions.jsonl --epochs 3 --output tuned",
      "  glossa tune --model out/model --data instructions.jsonl --output tuned --lora 16 --merge"
    })
final class TuneCommand extends JobCommand<TuneResult> {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      required = true,
      description = "The model to train on, a Hugging Face folder with its tokenizer.")
  String model;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      arity = "1..*",
      required = true,
      description = "JSONL files of instructions.")
  List<String> data;

  @Option(names = "--output", paramLabel = "DIR", required = true, description = "Output folder.")
  String output;

  @Option(names = "--epochs", paramLabel = "N", description = "How often the data are read.")
  Double epochs;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      description = "How a conversation is written: a file, or the name of one in conf/templates.")
  String template;

  @Option(names = "--length", paramLabel = "N", description = "Tokens of a packed row.")
  Integer length;

  @Option(
      names = "--lora",
      paramLabel = "RANK",
      description = "Train adapters of this rank instead of all weights.")
  Integer lora;

  @Option(
      names = "--lora-alpha",
      paramLabel = "A",
      description = "Adapters are scaled by this divided by their rank.")
  Double loraAlpha;

  @Option(
      names = "--lora-dropout",
      paramLabel = "P",
      description = "Probability that an input of an adapter is dropped.")
  Double loraDropout;

  @Option(
      names = "--lora-targets",
      paramLabel = "MODULE",
      split = ",",
      description = "Projections that get adapters, such as q_proj,v_proj.")
  List<String> loraTargets;

  @Option(
      names = "--modules-to-save",
      paramLabel = "MODULE",
      split = ",",
      description = "Modules that are trained whole: embed_tokens,lm_head.")
  List<String> modulesToSave;

  @Option(
      names = "--base-dtype",
      paramLabel = "TYPE",
      description = "In what the weights below adapters are kept: float32, float16 or bfloat16.")
  String baseDtype;

  @Option(names = "--merge", description = "Write the whole model, too: the adapters added to it.")
  Boolean merge;

  @Mixin TrainingFlags training;

  @Override
  protected void settings(Map<String, Object> settings) {
    put(settings, "tune.model", model);
    put(settings, "tune.data", data);
    put(settings, "tune.output", output);
    put(settings, "tune.epochs", epochs);
    put(settings, "tune.template", template);
    put(settings, "tune.length", length);
    put(settings, "tune.lora", lora);
    put(settings, "tune.lora-alpha", loraAlpha);
    put(settings, "tune.lora-dropout", loraDropout);
    put(settings, "tune.lora-targets", loraTargets);
    put(settings, "tune.modules-to-save", modulesToSave);
    put(settings, "tune.base-dtype", baseDtype);
    put(settings, "tune.merge", merge);
    training.settings("tune", settings);
  }

  @Override
  protected Job<TuneResult> job(Configuration configuration) {
    return new TuneJob(configuration.section("tune", TuneSettings.class));
  }

  @Override
  protected void print(TuneResult result, PrintWriter out) {
    out.printf(
        "%,d conversations (%,d cut, %,d lines rejected) in %,d rows%n",
        result.conversations(), result.cut(), result.rejected(), result.rows());
    PretrainCommand.printTraining(result.training(), out);
  }
}
