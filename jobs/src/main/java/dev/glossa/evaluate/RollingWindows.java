package dev.glossa.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text cut into windows such that every token is scored once, with as much context as the model
 * takes where that costs nothing: the first window begins with a prefix token, each further full
 * one with the last token of the one before, and the last, shorter one is filled up with context
 * from the left. These are lm-evaluation-harness's rolling windows with a context of 1.
 */
final class RollingWindows {
  private RollingWindows() {}

  /**
   * @param ids inputs and, one further, the last target
   * @param scored how many tokens at the end are scored
   */
  record Window(int[] ids, int scored) {}

  /**
   * @param tokens the text
   * @param prefix BOS, or EOS where there is no BOS
   * @param length inputs of a window
   */
  static List<Window> of(int[] tokens, int prefix, int length) {
    List<Window> windows = new ArrayList<>();
    if (tokens.length == 0) {
      return windows;
    }
    int[] ids = new int[tokens.length + 1];
    ids[0] = prefix;
    System.arraycopy(tokens, 0, ids, 1, tokens.length);
    int done = Math.min(length, tokens.length);
    windows.add(new Window(Arrays.copyOfRange(ids, 0, done + 1), done));
    while (done < tokens.length) {
      int scored = Math.min(length, tokens.length - done);
      done += scored;
      windows.add(new Window(Arrays.copyOfRange(ids, done - length, done + 1), scored));
    }
    return windows;
  }
}
