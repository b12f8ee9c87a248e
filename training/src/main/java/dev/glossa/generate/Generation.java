package dev.glossa.generate;

import java.util.List;

/**
 * What was generated.
 *
 * @param ids the new tokens, an end token included
 * @param finishReason why it stopped
 */
public record Generation(List<Integer> ids, FinishReason finishReason) {

  /** Why a generation stopped. */
  public enum FinishReason {
    /** An end token came. */
    STOP,
    /** The wanted number of tokens is there. */
    LENGTH
  }
}
