package dev.glossa.plan;

import java.util.OptionalDouble;

/** What a job has to do, in seconds on so many units: cores, or GPUs. */
interface Work {
  /** How long it takes. */
  Range seconds(int units);

  /** How many units do it in so many seconds even at worst; empty if no number of them can. */
  OptionalDouble unitsWithin(double seconds);
}
