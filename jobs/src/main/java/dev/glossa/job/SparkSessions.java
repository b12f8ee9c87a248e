package dev.glossa.job;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a run: embedded, or the one that spark-submit configured. */
public final class SparkSessions {

  /** On S3, files appear when a job commits them, without renaming: the magic committer. */
  private static final Map<String, String> S3_COMMITTER =
      Map.of(
          "spark.hadoop.fs.s3a.committer.name", "magic",
          "spark.hadoop.fs.s3a.committer.magic.enabled", "true",
          "spark.hadoop.mapreduce.outputcommitter.factory.scheme.s3a",
              "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
          "spark.sql.sources.commitProtocolClass",
              "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
          "spark.sql.parquet.output.committer.class",
              "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter");

  private SparkSessions() {}

  /**
   * With a master from spark-submit its settings stand; without, Spark runs inside this JVM on all
   * cores, on loopback, with as few shuffle partitions as that deserves.
   *
   * @param name the application's name in the Spark UI
   */
  public static SparkSession open(String name) {
    SparkConf conf = new SparkConf();
    conf.setAppName("glossa " + name);
    if (!conf.contains("spark.master")) {
      // As on a cluster, a task is tried again: an object store may drop a connection.
      conf.setMaster("local[*, 4]");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.ui.port", "0");
      // A task without memory fails and says so; Spark would end the process like an interruption.
      conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
      conf.setIfMissing(
          "spark.sql.shuffle.partitions",
          Integer.toString(2 * Runtime.getRuntime().availableProcessors()));
      conf.setIfMissing("spark.databricks.delta.snapshotPartitions", "1");
    }
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    conf.setIfMissing("spark.sql.session.timeZone", "UTC");
    conf.set(
        "spark.sql.extensions",
        add(conf.get("spark.sql.extensions", ""), "io.delta.sql.DeltaSparkSessionExtension"));
    conf.setIfMissing(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    S3_COMMITTER.forEach(conf::setIfMissing);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  private static String add(String list, String entry) {
    if (list.contains(entry)) {
      return list;
    }
    return list.isEmpty() ? entry : list + "," + entry;
  }
}
