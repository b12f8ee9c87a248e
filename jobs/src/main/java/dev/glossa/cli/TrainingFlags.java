package dev.glossa.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that trains; what is not given is as in the configuration. */
final class TrainingFlags {
  @Option(names = "--workers", paramLabel = "W", description = "Logical workers.")
  Integer workers;

  @Option(names = "--batch-size", paramLabel = "B", description = "Rows per worker and batch.")
  Integer batchSize;

  @Option(
      names = "--gradient-accumulation",
      paramLabel = "A",
      description = "Batches per optimizer step.")
  Integer gradientAccumulation;

  @Option(names = "--learning-rate", paramLabel = "R", description = "Peak of the learning rate.")
  Double learningRate;

  @Option(names = "--schedule", description = "cosine, linear or constant.")
  String schedule;

  @Option(names = "--warmup-steps", paramLabel = "N", description = "Steps of the warm-up.")
  Long warmupSteps;

  @Option(names = "--method", description = "diloco, averaging or synchronous.")
  String method;

  @Option(
      names = "--local-steps",
      paramLabel = "H",
      description = "Steps between two synchronizations (diloco, averaging).")
  Integer localSteps;

  @Option(
      names = "--exchange",
      paramLabel = "TYPE",
      description = "How diloco sends: float32, float16 or int8.")
  String exchange;

  @Option(
      names = "--recompute-activations",
      description = "Less memory, a quarter more time: backward passes compute them again.")
  Boolean recomputeActivations;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description = "Steps between checkpoints.")
  Long checkpointEvery;

  @Option(names = "--keep", paramLabel = "K", description = "Checkpoints that stay.")
  Integer keep;

  @Option(
      names = "--on-worker-loss",
      description = "restart from the last checkpoint, or continue with a fresh optimizer.")
  String onWorkerLoss;

  @Option(names = "--dtype", description = "Written model: float32, float16 or bfloat16.")
  String dtype;

  /** Puts what was given under the section. */
  void settings(String section, Map<String, Object> settings) {
    JobCommand.put(settings, section + ".workers", workers);
    JobCommand.put(settings, section + ".batch-size", batchSize);
    JobCommand.put(settings, section + ".gradient-accumulation", gradientAccumulation);
    JobCommand.put(settings, section + ".learning-rate", learningRate);
    JobCommand.put(settings, section + ".schedule", schedule);
    JobCommand.put(settings, section + ".warmup-steps", warmupSteps);
    JobCommand.put(settings, section + ".method", method);
    JobCommand.put(settings, section + ".local-steps", localSteps);
    JobCommand.put(settings, section + ".exchange", exchange);
    JobCommand.put(settings, section + ".recompute-activations", recomputeActivations);
    JobCommand.put(settings, section + ".checkpoint-every", checkpointEvery);
    JobCommand.put(settings, section + ".keep", keep);
    JobCommand.put(settings, section + ".on-worker-loss", onWorkerLoss);
    JobCommand.put(settings, section + ".dtype", dtype);
  }
}
