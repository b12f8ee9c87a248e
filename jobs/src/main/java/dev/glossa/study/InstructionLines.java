package dev.glossa.study;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
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
 * any number of the others is drawn, by a hash of each line and a seed. Long lines are not held
 * out: what a model of one vocabulary can read whole and one of another cannot would not be the
 * same measure.
 */
final class InstructionLines {
  private static final String LINE = "value";

  private final Dataset<Row> lines;
  private final HeldOut heldOut;

  /**
   * What is held out.
   *
   * @param number lines at most
   * @param bytes of a line at most, in UTF-8
   */
  record HeldOut(int number, int bytes) {}

  InstructionLines(SparkSession spark, String path, HeldOut heldOut, Configuration hadoop) {
    this.heldOut = heldOut;
    String[] files =
        Inputs.resolve(path, hadoop).stream()
            .map(status -> status.getPath().toString())
            .toArray(String[]::new);
    this.lines = spark.read().text(files).where(length(trim(col(LINE))).gt(0)).distinct();
  }

  long count() {
    return lines.count();
  }

  /** The lines that are held out, in an order of their own. */
  List<String> heldOut() {
    return heldOutLines().as(Encoders.STRING()).collectAsList();
  }

  private Dataset<Row> heldOutLines() {
    return lines
        .where(octet_length(col(LINE)).leq(heldOut.bytes()))
        .orderBy(xxhash64(col(LINE)), col(LINE))
        .limit(heldOut.number());
  }

  /** Some of the others, at most so many: a larger number adds to those of a smaller one. */
  Dataset<Row> drawn(long number, long seed) {
    return lines
        .except(heldOutLines())
        .orderBy(xxhash64(col(LINE), lit(seed)), col(LINE))
        .limit(Math.toIntExact(number));
  }
}
