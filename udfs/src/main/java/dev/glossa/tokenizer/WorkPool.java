package dev.glossa.tokenizer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects that serve one thread at a time; there are as many as threads ever worked at once. A
 * thread mostly gets back the one it had.
 */
final class WorkPool<T> {

  private static final int SLOTS = 64;

  private final AtomicReferenceArray<T> idle = new AtomicReferenceArray<>(SLOTS);
  private final Queue<T> others = new ConcurrentLinkedQueue<>();
  private final Supplier<T> maker;

  WorkPool(Supplier<T> maker) {
    this.maker = maker;
  }

  T take() {
    T mine = idle.getAndSet(slot(), null);
    if (mine != null) {
      return mine;
    }
    T other = others.poll();
    return other != null ? other : maker.get();
  }

  void giveBack(T work) {
    if (!idle.compareAndSet(slot(), null, work)) {
      others.add(work);
    }
  }

  private static int slot() {
    return (int) Thread.currentThread().getId() & SLOTS - 1;
  }
}
