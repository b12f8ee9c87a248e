package dev.glossa.plan;

import java.util.List;

/**
 * What a corpus, and a training on it, will take on machines of a type; the file plan.json.
 *
 * @param schema 1
 * @param machine the type, for people
 * @param files of the input
 * @param bytes that the plan is for, as stored
 * @param sample bytes that went through the jobs
 * @param processor on which they did
 * @param cores that they had
 * @param tokens of the corpus, in the vocabulary of the sample
 * @param jobs what each job takes, in their order
 * @param notes how the figures came about, and what is not in them
 */
public record Plan(
    int schema,
    String machine,
    int files,
    long bytes,
    long sample,
    String processor,
    int cores,
    long tokens,
    List<PlannedJob> jobs,
    List<String> notes) {

  /** The file's name in the output folder. */
  static final String FILE = "plan.json";

  /** Copies its lists. */
  public Plan {
    jobs = List.copyOf(jobs);
    notes = List.copyOf(notes);
  }
}
