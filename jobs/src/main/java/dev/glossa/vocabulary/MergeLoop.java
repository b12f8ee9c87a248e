package dev.glossa.vocabulary;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where merges are learned; the result is the same. */
public enum MergeLoop {
  /** In one process if the words fit easily into its memory, else distributed. */
  @JsonProperty("auto")
  AUTO,
  /** In the driver's memory. */
  @JsonProperty("one-process")
  ONE_PROCESS,
  /** In the memory of Spark's executors; the driver keeps the counts of pairs. */
  @JsonProperty("distributed")
  DISTRIBUTED
}
