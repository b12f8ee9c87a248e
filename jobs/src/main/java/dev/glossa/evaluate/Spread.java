package dev.glossa.evaluate;

import java.util.ArrayList;
import java.util.List;

/** In which order the parts of a list are worked off by several at a time. */
final class Spread {
  private Spread() {}

  /**
   * Parts a list into runs of neighbours whose sizes differ by one at most.
   *
   * @param count how many runs; fewer are made of fewer elements
   */
  static <T> List<List<T>> runs(List<T> all, int count) {
    int runs = Math.min(count, all.size());
    List<List<T>> parts = new ArrayList<>(runs);
    for (int i = 0; i < runs; i++) {
      int from = Math.toIntExact((long) all.size() * i / runs);
      int to = Math.toIntExact((long) all.size() * (i + 1) / runs);
      parts.add(List.copyOf(all.subList(from, to)));
    }
    return parts;
  }

  /**
   * Orders parts so that of those who take the next one in turn each has neighbours, as long as all
   * are equally fast: with two of them the first half and the second half alternate.
   *
   * @param workers how many take parts at the same time
   */
  static <T> List<T> farApart(List<T> parts, int workers) {
    int stride = (parts.size() + workers - 1) / workers;
    List<T> ordered = new ArrayList<>(parts.size());
    for (int first = 0; first < stride; first++) {
      for (int i = first; i < parts.size(); i += stride) {
        ordered.add(parts.get(i));
      }
    }
    return ordered;
  }
}
