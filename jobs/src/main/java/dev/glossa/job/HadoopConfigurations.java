package dev.glossa.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Hadoop's configuration, with and without a Spark session. */
public final class HadoopConfigurations {
  private static final String SPARK_PREFIX = "spark.hadoop.";

  private HadoopConfigurations() {}

  /**
   * Of the session; without one (null), from the class path and {@code spark.hadoop.*} properties.
   */
  public static Configuration of(SparkSession spark) {
    if (spark != null) {
      return spark.sessionState().newHadoopConf();
    }
    Configuration hadoop = new Configuration();
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith(SPARK_PREFIX)) {
                hadoop.set(key.toString().substring(SPARK_PREFIX.length()), value.toString());
              }
            });
    return hadoop;
  }
}
