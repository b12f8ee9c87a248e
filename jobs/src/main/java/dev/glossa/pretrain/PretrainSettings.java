package dev.glossa.pretrain;

import java.util.List;

/**
 * What {@link PretrainJob} does; the components that are not named here are explained by {@link
 * TrainingOptions}.
 *
 * @param model a Hugging Face folder
 * @param data folders of {@code pack}, as PATH or PATH=WEIGHT
 * @param output the output folder
 * @param steps optimizer steps of every worker
 */
public record PretrainSettings(
    String model,
    List<String> data,
    String output,
    long steps,
    int workers,
    int batchSize,
    int gradientAccumulation,
    double learningRate,
    String schedule,
    long warmupSteps,
    double finalLearningRate,
    String method,
    int localSteps,
    double outerLearningRate,
    double outerMomentum,
    double clipNorm,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    long checkpointEvery,
    int keep,
    String onWorkerLoss,
    double spikeFactor,
    String dtype,
    long seed)
    implements TrainingOptions {}
