package dev.glossa.plan;

import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import dev.glossa.job.Inputs;
import dev.glossa.model.LlamaConfig;
import dev.glossa.pretrain.ModelConfiguration;
import dev.glossa.pretrain.TrainingMemory;
import dev.glossa.pretrain.TrainingOptions;
import dev.glossa.pretrain.TrainingRate;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What further pretraining takes on machines of a type, with one worker in each executor.
 *
 * @param model its configuration
 * @param options of the training
 * @param length tokens of a row
 * @param shape of an executor
 * @param tokensPerSecond of a core here, or of the machine's GPU
 * @param origin how that is known
 */
record TrainingEstimate(
    LlamaConfig model,
    TrainingOptions options,
    int length,
    ExecutorShape shape,
    Range tokensPerSecond,
    String origin) {
  private static final int MEASUREMENTS = 2;

  /**
   * Measures, or for GPUs computes.
   *
   * @param name a model folder, a config.json, or a file of conf/models
   * @param vocabularySize of a model whose configuration says none
   * @throws GlossaException (usage) if it is no model, or does not fit into the machine
   */
  static TrainingEstimate of(
      String name,
      TrainingOptions options,
      int length,
      int vocabularySize,
      Machine machine,
      Machines machines,
      Configuration hadoop) {
    LlamaConfig model = ModelConfiguration.read(file(name, hadoop), vocabularySize, hadoop);
    if (model.parameterCount() > Integer.MAX_VALUE) {
      throw GlossaException.usage(
          "'%s' has %,d parameters, and Deeplearning4j trains %,d at most: plan a smaller model, or"
              + " train LoRA adapters of this one by 'glossa tune --lora'.",
          name, model.parameterCount(), Integer.MAX_VALUE);
    }
    TrainingMemory memory = TrainingMemory.inOneProcess(model, options, length);
    ExecutorShape shape =
        ExecutorShape.forTraining(machine, memory)
            .orElseThrow(() -> doesNotFit(name, memory, machine, machines));
    List<TrainingRate> rates =
        machine.gpu() != null
            ? List.of(
                TrainingRate.computed(
                    model, length, machine.gpu().teraflops() * TrainingRate.USUAL_SHARE_OF_PEAK))
            : Stream.generate(
                    () ->
                        TrainingRate.here(
                            model, options.batchSize(), length, memory.worker().total()))
                .limit(MEASUREMENTS)
                .toList();
    return new TrainingEstimate(
        model,
        options,
        length,
        shape,
        Range.of(rates.stream().map(TrainingRate::tokensPerSecond).toList()),
        rates.get(0).origin());
  }

  /** A model folder's configuration, or what else was named. */
  private static String file(String name, Configuration hadoop) {
    Path config = new Path(name, "config.json");
    try {
      return config.getFileSystem(hadoop).exists(config) ? config.toString() : name;
    } catch (IOException e) {
      throw Inputs.unreadable(name, e);
    }
  }

  private static GlossaException doesNotFit(
      String name, TrainingMemory memory, Machine machine, Machines machines) {
    String remedy =
        machines
            .smallest(machine, other -> ExecutorShape.forTraining(other, memory).isPresent())
            .map(other -> "the smallest there that can is " + other.describe())
            .orElse("no machine there can");
    return GlossaException.usage(
        "A worker that trains '%s' needs %s besides its Java heap, which %s does not have: %s; a"
            + " smaller pretrain.batch-size, pretrain.recompute-activations, or LoRA adapters"
            + " ('glossa tune --lora') need less.",
        name, new ByteSize(memory.worker().total()), machine.describe(), remedy);
  }

  /** The training on so many tokens. */
  PlannedJob plan(Planner planner, long tokens, CommandLines commands) {
    Work work =
        new TrainingWork(
            tokens,
            new Range(
                1 / tokensPerSecond.high(),
                1 / tokensPerSecond.expected(),
                1 / tokensPerSecond.low()));
    int workers = planner.executors("pretrain", work, shape);
    long weights = model.parameterCount() * Float.BYTES;
    long step = (long) workers * options.batchSize() * options.gradientAccumulation() * length;
    return planner.plan(
        "pretrain",
        work,
        shape,
        workers,
        2.0 * Integer.BYTES * tokens,
        weights + options.checkpointBytes(weights, workers),
        commands.pretrain(shape, workers, Math.max(1, tokens / step)));
  }

  /** A sentence. */
  String note() {
    return "Training %,d parameters: %,.0f tokens a second of a %s, %s."
        .formatted(
            model.parameterCount(),
            tokensPerSecond.expected(),
            shape.gpu() ? "GPU" : "core",
            origin);
  }
}
