package dev.glossa.prepare;

import dev.glossa.job.JobContext;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Intermediate results of a run, as Parquet files in its output folder until it is done. What is
 * kept here survives the loss of an executor, takes no memory, and does not make later query plans
 * longer. Each run has a folder of its own: one that stood still and ends when another has taken
 * the output over leaves what that one keeps.
 */
final class Scratch implements AutoCloseable {

  private final SparkSession spark;
  private final JobContext context;
  private final Path all;
  private final Path folder;
  private final AtomicInteger kept = new AtomicInteger();

  Scratch(SparkSession spark, JobContext context) throws IOException {
    this.spark = spark;
    this.context = context;
    this.all = context.path("_scratch");
    this.folder = new Path(all, UUID.randomUUID().toString());
    // What a killed run left.
    context.fileSystem().delete(all, true);
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
    FileSystem fileSystem = context.fileSystem();
    fileSystem.delete(folder, true);
    if (fileSystem.exists(all) && fileSystem.listStatus(all).length == 0) {
      fileSystem.delete(all, false);
    }
  }
}
