package dev.glossa.study;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.xxhash64;

import dev.glossa.job.Inputs;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The different lines of instruction files, of which some are held out, by a hash of each line, and
 * any number of the others is drawn, by a hash of each line and a seed.
 */
final class InstructionLines {
  private static final String LINE = "value";

  private final Dataset<Row> lines;

  InstructionLines(SparkSession spark, String path, Configuration hadoop) {
    String[] files =
        Inputs.resolve(path, hadoop).stream()
            .map(status -> status.getPath().toString())
            .toArray(String[]::new);
    this.lines = spark.read().text(files).where(length(trim(col(LINE))).gt(0)).distinct();
  }

  long count() {
    return lines.count();
  }

  /** The lines that are held out, at most so many, in an order of their own. */
  List<String> heldOut(int number) {
    return heldOutLines(number).as(Encoders.STRING()).collectAsList();
  }

  private Dataset<Row> heldOutLines(int number) {
    return lines.orderBy(xxhash64(col(LINE)), col(LINE)).limit(number);
  }

  /**
   * Some of the others, at most so many: a larger number adds to those of a smaller one.
   *
   * @param heldOut how many are held out
   */
  List<String> drawn(int heldOut, long number, long seed) {
    return lines
        .except(heldOutLines(heldOut))
        .orderBy(xxhash64(col(LINE), lit(seed)), col(LINE))
        .limit(Math.toIntExact(number))
        .as(Encoders.STRING())
        .collectAsList();
  }
}
