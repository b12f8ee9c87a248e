package dev.glossa.evaluate;

import java.util.HashSet;
import java.util.Set;

/** The ids of a task's lines so far: of two lines with one id nobody could tell which was asked. */
final class UniqueIds {
  private record Id(String subject, String id) {}

  private final Set<Id> ids = new HashSet<>();

  /**
   * @throws dev.glossa.job.GlossaException (bad input) naming file and line, if an earlier line of
   *     the subject has the id
   */
  void add(BenchmarkFile.Line line, Item item) {
    if (!ids.add(new Id(item.subject(), item.id()))) {
      throw line.bad("has the id '%s', which another line has, too".formatted(item.id()));
    }
  }
}
