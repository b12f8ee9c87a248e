package dev.glossa.evaluate;

import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Questions with four options, and the examples of each subject.
 *
 * @param items the questions in the order of the files
 * @param shots by subject, for all subjects the same number
 */
record ChoiceData(List<ChoiceItem> items, SortedMap<String, List<ChoiceQuestion>> shots) {

  /** A benchmark on disk. */
  interface Reader {
    /**
     * @param split the name of a part of it, as test; dev has the examples
     * @return the questions by subject, in the order of the files
     * @throws GlossaException naming file and row of what is no question
     */
    SortedMap<String, List<ChoiceQuestion>> read(String split) throws IOException;
  }

  /**
   * @param data the benchmark's path
   * @param shots examples of a question
   * @throws GlossaException (usage) if a subject has too few examples
   */
  static ChoiceData read(Reader reader, String data, String split, int shots) throws IOException {
    SortedMap<String, List<ChoiceQuestion>> examples = new TreeMap<>();
    SortedMap<String, List<ChoiceQuestion>> dev = shots == 0 ? examples : reader.read("dev");
    List<ChoiceItem> items = new ArrayList<>();
    reader
        .read(split)
        .forEach(
            (subject, questions) -> {
              List<ChoiceQuestion> own = dev.getOrDefault(subject, List.of());
              if (own.size() < shots) {
                throw GlossaException.usage(
                    "'%s' has fewer than %d examples of '%s' in dev: add them, or take --shots 0.",
                    data, shots, subject);
              }
              examples.put(subject, List.copyOf(own.subList(0, shots)));
              for (int i = 0; i < questions.size(); i++) {
                items.add(new ChoiceItem(subject, i, questions.get(i)));
              }
            });
    return new ChoiceData(items, examples);
  }
}
