package dev.glossa.tune;

import dev.glossa.pretrain.TrainingOptions;
import java.util.List;

/**
 * What {@link TuneJob} does; the components that are not named here are explained by {@link
 * TrainingOptions}.
 *
 * @param model a Hugging Face folder
 * @param data JSONL files of instructions
 * @param output the output folder
 * @param epochs how often the data are read
 * @param template the name of a template in conf/templates, or a file
 * @param length tokens of a packed row
 * @param lora rank of adapters, 0 to train all weights
 */
public record TuneSettings(
    String model,
    List<String> data,
    String output,
    double epochs,
    String template,
    int length,
    int lora,
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
