package dev.glossa.pretrain;

import dev.glossa.job.Inline;
import java.util.List;

/**
 * What {@link PretrainJob} does.
 *
 * @param model a Hugging Face folder
 * @param data folders of {@code pack}, as PATH or PATH=WEIGHT
 * @param output the output folder
 * @param steps optimizer steps of every worker
 * @param onlyNewRowsSteps the first steps, in which only the rows of new pieces learn
 * @param training how it is trained
 */
public record PretrainSettings(
    String model,
    List<String> data,
    String output,
    long steps,
    long onlyNewRowsSteps,
    @Inline TrainingOptions training) {}
