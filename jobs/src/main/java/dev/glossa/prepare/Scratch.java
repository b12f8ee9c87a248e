package dev.glossa.prepare;

import dev.glossa.job.JobContext;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Intermediate results of a run, as Parquet files in its output folder until it is done. What is
 * kept here survives the loss of an executor, takes no memory, and does not make later query plans
 * longer.
 */
final class Scratch implements AutoCloseable {

  private final SparkSession spark;
  private final JobContext context;
  private final Path folder;
  private final AtomicInteger kept = new AtomicInteger();

  Scratch(SparkSession spark, JobContext context) throws IOException {
    this.spark = spark;
    this.context = context;
    this.folder = context.path("_scratch");
    // What a killed run left.
    context.fileSystem().delete(folder, true);
  }

  /** Computes the rows once; the result reads them. */
  Dataset<Row> keep(Dataset<Row> rows) {
    String path = new Path(folder, Integer.toString(kept.incrementAndGet())).toString();
    // The default codec copies what it has of a text again and again, as it reads it.
    rows.write().option("compression", "zstd").parquet(path);
    return spark.read().schema(rows.schema()).parquet(path);
  }

  @Override
  public void close() throws IOException {
    context.fileSystem().delete(folder, true);
  }
}
