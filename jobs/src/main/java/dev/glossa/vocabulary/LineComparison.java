package dev.glossa.vocabulary;

import dev.glossa.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Encodes lines with two tokenizers. */
final class LineComparison {

  private LineComparison() {}

  static LineDifferences of(JavaRDD<String> lines, TokenizerFiles one, TokenizerFiles other) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(lines.context());
    Broadcast<TokenizerFiles> first = spark.broadcast(one);
    Broadcast<TokenizerFiles> second = spark.broadcast(other);
    long[] sums =
        lines
            .mapPartitions(
                part -> {
                  LineDifferences found =
                      of(part, first.value().tokenizer(), second.value().tokenizer());
                  return List.of(new long[] {found.lines(), found.differing()}).iterator();
                })
            .fold(new long[2], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]});
    return new LineDifferences(sums[0], sums[1]);
  }

  static LineDifferences of(Iterator<String> lines, Tokenizer one, Tokenizer other) {
    long compared = 0;
    long differing = 0;
    while (lines.hasNext()) {
      String line = lines.next();
      compared++;
      if (!Arrays.equals(one.encode(line), other.encode(line))) {
        differing++;
      }
    }
    return new LineDifferences(compared, differing);
  }
}
