package dev.glossa.tune;

import dev.glossa.job.Inline;
import dev.glossa.pretrain.TrainingOptions;
import java.util.List;

/**
 * What {@link TuneJob} does.
 *
 * @param model a Hugging Face folder
 * @param data JSONL files of instructions
 * @param output the output folder
 * @param epochs how often the data are read
 * @param template the name of a template in conf/templates, or a file
 * @param length tokens of a packed row
 * @param adapters what is trained instead of all weights, if anything
 * @param training how it is trained
 */
public record TuneSettings(
    String model,
    List<String> data,
    String output,
    double epochs,
    String template,
    int length,
    @Inline LoraOptions adapters,
    @Inline TrainingOptions training) {}
