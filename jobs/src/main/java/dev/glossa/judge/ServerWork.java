package dev.glossa.judge;

import dev.glossa.job.GlossaException;
import dev.glossa.job.Progress;
import dev.glossa.remote.RemoteFailure;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that asks a server, item by item on several threads. An item on which the server fails in
 * passing is left for a later run; a server that fails on many in a row, or denies, is asked no
 * more.
 *
 * @param <T> an item
 */
final class ServerWork<T> {
  /** Items in a row on which the server may fail, each after all attempts. */
  private static final int MOST_FAILURES = 10;

  private final Queue<T> items;
  private final int count;
  private final Action<T> action;
  private final Progress progress;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger failedInARow = new AtomicInteger();
  private final AtomicReference<RemoteFailure> first = new AtomicReference<>();

  /** What is done with an item. */
  @FunctionalInterface
  interface Action<T> {
    void on(T item) throws InterruptedException, IOException;
  }

  ServerWork(List<T> items, Action<T> action, Progress progress) {
    this.items = new ConcurrentLinkedQueue<>(items);
    this.count = items.size();
    this.action = action;
    this.progress = progress;
  }

  /**
   * Works until all is done.
   *
   * @param what the items are, for people
   * @throws GlossaException (failure) if items are left
   */
  void run(int threads, String what) throws InterruptedException, IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<Void> ends = new ExecutorCompletionService<>(workers);
      for (int i = 0; i < threads; i++) {
        ends.submit(this::work);
      }
      for (int i = 0; i < threads; i++) {
        ends.take().get();
      }
    } catch (ExecutionException e) {
      // What waits is asked no more; what is under way is answered, and kept.
      items.clear();
      workers.shutdown();
      workers.awaitTermination(1, TimeUnit.HOURS);
      throw rethrown(e.getCause());
    } finally {
      workers.shutdownNow();
      workers.awaitTermination(1, TimeUnit.MINUTES);
    }
    int left = count - done.get();
    if (left > 0) {
      throw GlossaException.failure(
          "%d of %d %s are missing: %s What there is, is kept: run it again to ask the rest alone.",
          left, count, what, first.get().getMessage());
    }
  }

  private Void work() throws InterruptedException, IOException {
    while (failedInARow.get() < MOST_FAILURES) {
      T item = items.poll();
      if (item == null) {
        return null;
      }
      try {
        action.on(item);
        failedInARow.set(0);
        progress.advanceTo(done.incrementAndGet());
      } catch (RemoteFailure failure) {
        if (!failure.kind().isPassing()) {
          throw failure;
        }
        first.compareAndSet(null, failure);
        failedInARow.incrementAndGet();
      }
    }
    return null;
  }

  /** The cause as the exception that it is. */
  private static IOException rethrown(Throwable cause) throws InterruptedException {
    if (cause instanceof RuntimeException known) {
      throw known;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }
}
