package dev.glossa.prepare;

import dev.glossa.ingest.Source;
import dev.glossa.job.GlossaException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the inputs' files are beside those that were read. */
final class Additions {

  private Additions() {}

  /**
   * Those that were not read yet.
   *
   * @param read versions of the files that were read, by path
   * @param inputs the files that the inputs mean now
   * @throws GlossaException (usage) if a file that was read is not among them, or has changed
   */
  static List<Source> of(Map<String, String> read, List<Source> inputs) {
    Set<String> missing = new HashSet<>(read.keySet());
    inputs.forEach(source -> missing.remove(source.path()));
    if (!missing.isEmpty()) {
      throw GlossaException.usage(
          "The inputs lack %s, which the output was made of: name them again, take documents out by"
              + " --remove, or start over with --fresh.",
          named(missing));
    }
    refuseChanged(read, inputs);
    return inputs.stream().filter(source -> !read.containsKey(source.path())).toList();
  }

  /**
   * @throws GlossaException (usage) if a file that was read has changed
   */
  static void refuseChanged(Map<String, String> read, List<Source> inputs) {
    Set<String> changed =
        inputs.stream()
            .filter(source -> read.containsKey(source.path()))
            .filter(source -> !read.get(source.path()).equals(source.version()))
            .map(Source::path)
            .collect(Collectors.toSet());
    if (!changed.isEmpty()) {
      throw GlossaException.usage(
          "The content of %s has changed since the output was made of it: give new text a file of"
              + " its own, or start over with --fresh.",
          named(changed));
    }
  }

  private static String named(Set<String> paths) {
    String first = paths.stream().min(String::compareTo).orElseThrow();
    return paths.size() == 1
        ? "'%s'".formatted(first)
        : "'%s' and %,d more".formatted(first, paths.size() - 1);
  }
}
