package dev.glossa.prepare;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What is done to every document alone, the same in a batch and in a stream.
 *
 * @param analysis what is found out about it
 * @param measurement the part of that which is for wanted languages only
 * @param decisions what bounds make of it
 * @param benchmarks names of the benchmarks that it is held against
 */
record Examination(
    Analysis analysis, Measurement measurement, Decisions decisions, List<String> benchmarks) {

  /** Reads models, lists and benchmarks, so that a bad one ends the job before anything is read. */
  static Examination prepare(PrepareSettings settings, SparkSession spark) {
    Decisions decisions = new Decisions(settings);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    new Identification(settings).load(hadoop);
    new PerplexityModels(settings.perplexity()).load(hadoop);
    Screens screens = Screens.read(settings, hadoop);
    Measurement measurement =
        new Measurement(
            settings, JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(screens));
    return new Examination(
        new Analysis(settings, measurement), measurement, decisions, screens.benchmarks());
  }
}
