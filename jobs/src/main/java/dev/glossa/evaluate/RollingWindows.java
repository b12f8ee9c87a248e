package dev.glossa.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text cut into windows such that every token is scored once. The first window begins with a
 * prefix token, and all of it is scored; each further one scores the next {@code stride} tokens,
 * and the last what is left, with as much context before them as the window holds. These are
 * lm-evaluation-harness's rolling windows with a context of {@code length - stride + 1}; a stride
 * as long as the window costs least, and is its default.
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
   * @param stride by how many tokens a window is further than the one before, at most the length
   */
  static List<Window> of(int[] tokens, int prefix, int length, int stride) {
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
      int scored = Math.min(stride, tokens.length - done);
      done += scored;
      windows.add(new Window(Arrays.copyOfRange(ids, done - length, done + 1), scored));
    }
    return windows;
  }
}
