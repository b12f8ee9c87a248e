package dev.glossa.distributed;

import org.apache.spark.api.java.JavaPairRDD;

/**
 * Packed blocks to train on.
 *
 * @param name for people
 * @param weight its share of the rows, relative to the other corpora
 * @param size how many blocks it has
 * @param blocks by number, 0 to size − 1, each number once
 */
public record Corpus(String name, double weight, long size, JavaPairRDD<Long, TokenBlock> blocks) {

  public Corpus {
    if (size < 1) {
      throw new IllegalArgumentException("the corpus '%s' has no blocks".formatted(name));
    }
    if (!(weight > 0)) {
      throw new IllegalArgumentException(
          "the weight of the corpus '%s' must be above 0, not %s".formatted(name, weight));
    }
  }
}
