package dev.glossa.inference;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The models of this executor: static state, so that every task of a run in this JVM finds the
 * model that an earlier task loaded. A task borrows one model for itself; at most as many are
 * loaded as tasks may borrow, and those of an earlier run are let go when another model is asked
 * for.
 */
public final class ExecutorModels {
  private static final Deque<LanguageModel> IDLE = new ArrayDeque<>();
  private static String key;
  private static int lent;

  private ExecutorModels() {}

  /** Work for a model, which may fail on a file. */
  @FunctionalInterface
  public interface Work<T> {
    T with(LanguageModel model) throws IOException;
  }

  /**
   * Does work with a model of this executor.
   *
   * @param most how many models of this source may be in memory
   */
  public static <T> T lend(ModelSource source, int most, Work<T> work)
      throws IOException, InterruptedException {
    LanguageModel model = borrow(source, most);
    boolean usable = false;
    try {
      T result = work.with(model);
      usable = true;
      return result;
    } finally {
      giveBack(source, usable ? model : null);
    }
  }

  private static LanguageModel borrow(ModelSource source, int most)
      throws IOException, InterruptedException {
    synchronized (ExecutorModels.class) {
      if (!source.key().equals(key)) {
        key = source.key();
        IDLE.clear();
        lent = 0;
      }
      while (IDLE.isEmpty() && lent >= most) {
        ExecutorModels.class.wait();
      }
      lent++;
      if (!IDLE.isEmpty()) {
        return IDLE.pop();
      }
    }
    try {
      return source.load();
    } catch (IOException | RuntimeException | Error e) {
      giveBack(source, null);
      throw e;
    }
  }

  /**
   * @param model the borrowed model, or null if it is not to be used again
   */
  private static synchronized void giveBack(ModelSource source, LanguageModel model) {
    if (source.key().equals(key)) {
      lent--;
      if (model != null) {
        IDLE.push(model);
      }
      ExecutorModels.class.notifyAll();
    }
  }
}
