package dev.glossa.tokenizer;

import java.util.Arrays;

/** A binary heap of longs, the smallest first. */
final class LongHeap {

  private long[] heap;
  private int size;

  /** An empty heap that uses an array for as long as it suffices. */
  LongHeap(long[] array) {
    this.heap = array;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long[] array() {
    return heap;
  }

  void add(long value) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    int at = size++;
    while (at > 0 && heap[(at - 1) >>> 1] > value) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = value;
  }

  long poll() {
    long top = heap[0];
    long last = heap[--size];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
