package dev.glossa.evaluate;

import dev.glossa.evaluate.EvaluatedItem.Key;
import dev.glossa.job.GlossaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The items of two runs, each with its like. */
final class PairedItems {

  /** An item in both runs. */
  record Pair(EvaluatedItem first, EvaluatedItem second) {
    /** Whether only the second run has it right. */
    boolean gained() {
      return first.correct() != null && !first.correct() && second.correct();
    }

    /** Whether only the first run has it right. */
    boolean lost() {
      return first.correct() != null && first.correct() && !second.correct();
    }
  }

  private PairedItems() {}

  /**
   * All pairs by task, in the order of the first run.
   *
   * @throws GlossaException (usage) naming an item that is not the same in both
   */
  static SortedMap<String, List<Pair>> of(EvaluatedRun first, EvaluatedRun second) {
    requireSameTasks(first, second);
    requireNoneAlone(first, second);
    requireNoneAlone(second, first);
    SortedMap<String, List<Pair>> pairs = new TreeMap<>();
    first
        .items()
        .forEach(
            (key, item) -> {
              EvaluatedItem other = second.items().get(key);
              if (!item.asksTheSameAs(other)) {
                throw GlossaException.usage(
                    "The item '%s' of '%s' is not the same in '%s' (%s) and '%s' (%s): compare runs"
                        + " over the same data.",
                    key.id(),
                    key.task(),
                    first.folder(),
                    content(item),
                    second.folder(),
                    content(other));
              }
              pairs.computeIfAbsent(key.task(), t -> new ArrayList<>()).add(new Pair(item, other));
            });
    return pairs;
  }

  private static String content(EvaluatedItem item) {
    return item.gold() == null
        ? "%d bytes, %d words".formatted(item.bytes(), item.words())
        : "answer " + item.gold();
  }

  private static void requireSameTasks(EvaluatedRun first, EvaluatedRun second) {
    Set<String> tasks = first.result().results().keySet();
    Set<String> others = second.result().results().keySet();
    if (!tasks.equals(others)) {
      throw GlossaException.usage(
          "'%s' measured %s and '%s' measured %s: compare runs of the same tasks.",
          first.folder(), tasks, second.folder(), others);
    }
  }

  private static void requireNoneAlone(EvaluatedRun run, EvaluatedRun other) {
    List<Key> alone =
        run.items().keySet().stream().filter(key -> !other.items().containsKey(key)).toList();
    if (!alone.isEmpty()) {
      throw GlossaException.usage(
          "The item '%s' of '%s' is in '%s' and not in '%s' (%d such items): compare runs over the"
              + " same data.",
          alone.get(0).id(), alone.get(0).task(), run.folder(), other.folder(), alone.size());
    }
  }

  /** The pairs that have a subject, by it. */
  static SortedMap<String, List<Pair>> bySubject(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> pair.first().key().subject() != null)
        .collect(
            Collectors.groupingBy(
                pair -> pair.first().key().subject(), TreeMap::new, Collectors.toList()));
  }
}
