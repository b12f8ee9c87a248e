package dev.glossa.distributed;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Hadoop's settings, which say how file systems are reached, wherever code runs. */
public final class HadoopSettings {
  private HadoopSettings() {}

  /**
   * On the driver and on executors the application's {@code spark.hadoop.*} over what the machine
   * has; without Spark those among the system's properties. Connectors that came with the
   * application are found, on threads of any kind.
   */
  public static Configuration here() {
    SparkEnv spark = SparkEnv.get();
    SparkConf settings = spark == null ? new SparkConf() : spark.conf();
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(settings);
    hadoop.setClassLoader(HadoopSettings.class.getClassLoader());
    return hadoop;
  }
}
