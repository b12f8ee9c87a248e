package dev.glossa.plan;

import dev.glossa.ingest.InputSample;
import dev.glossa.job.ByteSize;
import java.util.ArrayList;
import java.util.List;

/** How the figures of a plan came about, and what is not in them, in sentences. */
final class Notes {
  private final List<String> lines = new ArrayList<>();

  Notes(Machine machine, InputSample sample, SampleRuns.Costs costs) {
    add(
        "Prepare, vocab train and pack ran on the sample and on half of it; a range is what their"
            + " repeated runs say.");
    add(
        "What a byte more takes is taken to stay the same; merges of the vocabulary grow as its"
            + " words do (power %.2f). Sorts and groups of duplicates grow a little faster, and more"
                .formatted(costs.vocabulary().growth())
            + " text has more duplicates, of which less is left.");
    if (costs.prepare().proportional()
        || costs.vocabulary().proportional()
        || costs.pack().proportional()) {
      add(
          "The sample is too small to tell what grows with it, so that some job was taken to grow"
              + " as a whole: take a larger --sample.");
    }
    add(
        "A core of %s is taken to be as fast as one here, and %s."
            .formatted(
                machine.name(),
                machine.platform().serverless()
                    ? "one worker more is the driver's"
                    : "one machine more is the driver's"));
    add(
        "Not in it: starting machines (minutes), networks between them and to the object store,"
            + " machines that are taken away, and languages, hosts or files that are much larger"
            + " than others.");
    if (sample.largest() != null) {
      add(
          "No second task can help to read '%s' (%s): split it where it is much of the input."
              .formatted(sample.largest().path(), new ByteSize(sample.largest().bytes())));
    }
  }

  void add(String line) {
    lines.add(line);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
