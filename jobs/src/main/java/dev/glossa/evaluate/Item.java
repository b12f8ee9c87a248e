package dev.glossa.evaluate;

import java.io.Serializable;

/** A question of a benchmark, as it is asked on an executor. */
public interface Item extends Serializable {
  /** What it is counted under, as the name of its file. */
  String subject();

  /** Its name among all items of its task: the same in every run. */
  String id();

  /** The right answer. */
  String gold();
}
