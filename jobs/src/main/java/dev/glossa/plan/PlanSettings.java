package dev.glossa.plan;

import dev.glossa.ingest.IngestSettings;
import dev.glossa.job.ByteSize;
import dev.glossa.job.GlossaException;
import java.util.List;
import java.util.Map;

/**
 * What {@link PlanJob} is asked for; section {@code plan} of the configuration.
 *
 * @param input PATHs of raw text
 * @param output the output folder
 * @param sample about how much of the input goes through the jobs here, as stored
 * @param repeat how often the sample, and its half, go through them
 * @param size bytes of all that is to be prepared, where the input is a part of it; null: the input
 * @param machines the file of machines
 * @param machine the type of machine
 * @param prices of machines, an hour, by name
 * @param executors how many there are to be, or null
 * @param hours in which each job is to end, or null
 * @param model a model folder, a config.json, or a file of conf/models, to plan its training; or
 *     null
 * @param tokens to train on; null: those of the corpus
 * @param ingest how the input is read
 */
public record PlanSettings(
    List<String> input,
    String output,
    ByteSize sample,
    int repeat,
    ByteSize size,
    String machines,
    String machine,
    Map<String, Double> prices,
    Integer executors,
    Double hours,
    String model,
    Long tokens,
    IngestSettings ingest) {

  /**
   * Copies its lists.
   *
   * @throws GlossaException (usage) if they make no sense
   */
  public PlanSettings {
    input = List.copyOf(input);
    prices = Map.copyOf(prices);
    if (input.isEmpty()) {
      throw GlossaException.usage("There is no input: give --input PATH.");
    }
    if (machine == null) {
      throw GlossaException.usage(
          "Name a type of machine by --machine: conf/machines.conf lists them.");
    }
    if ((executors == null) == (hours == null)) {
      throw GlossaException.usage(
          "Say either how many executors there are (--executors N) or when each job is to be done"
              + " (--hours H).");
    }
    requirePositive("--executors", executors);
    requirePositive("--hours", hours);
    requirePositive("--tokens", tokens);
    requirePositive("--sample", sample.bytes());
    requirePositive("plan.repeat", repeat);
    requirePositive("--size", size == null ? null : size.bytes());
    prices.forEach((name, price) -> requirePositive("--price " + name, price));
  }

  private static void requirePositive(String option, Number value) {
    if (value != null && !(value.doubleValue() > 0)) {
      throw GlossaException.usage("%s is %s, but must be more than 0.", option, value);
    }
  }
}
