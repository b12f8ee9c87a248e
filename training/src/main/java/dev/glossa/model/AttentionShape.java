package dev.glossa.model;

/**
 * The sizes of one grouped-query attention over a batch.
 *
 * @param batch number of rows
 * @param queries positions per row that ask
 * @param keys positions per row that are asked; the queries are the last of them
 * @param heads query heads
 * @param keyValueHeads key and value heads; query head h uses number h / (heads / keyValueHeads)
 * @param headSize width of a head
 */
record AttentionShape(
    int batch, int queries, int keys, int heads, int keyValueHeads, int headSize) {

  double scale() {
    return 1 / Math.sqrt(headSize);
  }

  int keyValueHeadOf(int head) {
    return head / (heads / keyValueHeads);
  }

  /** Position of the first query of a row among its keys. */
  int firstQuery() {
    return keys - queries;
  }
}
