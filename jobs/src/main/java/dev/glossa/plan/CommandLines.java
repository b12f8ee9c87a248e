package dev.glossa.plan;

import dev.glossa.job.Configuration;
import dev.glossa.plan.Machine.Platform;
import java.util.stream.Collectors;

/** The command lines of planned jobs, up to the platform; folders are those of a bucket. */
final class CommandLines {
  private final Configuration configuration;
  private final PlanSettings plan;
  private final Platform platform;

  CommandLines(Configuration configuration, PlanSettings plan, Platform platform) {
    this.configuration = configuration;
    this.plan = plan;
    this.platform = platform;
  }

  String prepare() {
    return "glossa prepare %s --output %s"
        .formatted(
            plan.input().stream()
                .map(input -> "--input " + (input.contains("://") ? input : folder("raw")))
                .distinct()
                .collect(Collectors.joining(" ")),
            folder("corpus"));
  }

  String vocabulary() {
    return "glossa vocab train --input %s --vocab-size %s --output %s"
        .formatted(folder("corpus"), setting("vocab.train.flags.vocab-size"), folder("tokenizer"));
  }

  String pack() {
    return "glossa pack --input %s --tokenizer %s --length %s --output %s"
        .formatted(folder("corpus"), folder("tokenizer"), setting("pack.length"), folder("blocks"));
  }

  /**
   * @param steps optimizer steps of every worker
   */
  String pretrain(ExecutorShape shape, int workers, long steps) {
    return "%s GLOSSA_OFFHEAP=%dg glossa pretrain --model %s --data %s --workers %d --batch-size %s --method %s --steps %d --output %s"
        .formatted(
            shape.gpu() ? "GLOSSA_GPU=true" : "OMP_NUM_THREADS=" + shape.cores(),
            shape.offHeap(),
            folder("model"),
            folder("blocks"),
            workers,
            setting("pretrain.batch-size"),
            setting("pretrain.method"),
            steps,
            folder("trained"));
  }

  private String folder(String name) {
    return platform.bucket() + "/" + name;
  }

  private String setting(String key) {
    return configuration.raw().getString(key);
  }
}
