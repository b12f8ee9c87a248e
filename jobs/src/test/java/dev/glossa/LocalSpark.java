package dev.glossa;

import dev.glossa.job.SparkSessions;
import org.apache.spark.sql.SparkSession;

/** One embedded Spark session that all tests of a JVM share. */
public final class LocalSpark {

  private LocalSpark() {}

  /** The session, as the command line opens it, on two cores. */
  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    static final SparkSession SESSION = open();

    private static SparkSession open() {
      System.setProperty("spark.master", "local[2]");
      System.setProperty("spark.ui.enabled", "false");
      System.setProperty("spark.driver.host", "127.0.0.1");
      System.setProperty("spark.driver.bindAddress", "127.0.0.1");
      System.setProperty("spark.sql.shuffle.partitions", "3");
      System.setProperty("spark.databricks.delta.snapshotPartitions", "1");
      return SparkSessions.open("tests");
    }
  }
}
