package dev.glossa.prepare;

/** Groups whose intermediate results are kept in memory, in few partitions. */
final class CheckpointedGroups {

  private CheckpointedGroups() {}

  static SkewedGroups of(long hot) {
    return new SkewedGroups(rows -> rows.coalesce(2).localCheckpoint(), hot);
  }
}
