package dev.glossa.job;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * What jobs count, as gauges of Spark's metrics, {@code glossa.JOB.COUNT}: every sink that {@code
 * metrics.properties} names has them, Prometheus's as {@code
 * metrics_NAMESPACE_driver_glossa_JOB_COUNT_Value}. A gauge keeps its last value until the driver
 * ends.
 */
final class JobMetrics implements Source {
  private static final String NAME = "glossa";

  private final MetricRegistry registry = new MetricRegistry();
  private final Map<String, Long> values = new ConcurrentHashMap<>();

  JobMetrics() {}

  /** Those of the session's driver; without a running session they are seen by nobody. */
  static JobMetrics of(SparkSession spark) {
    if (spark == null || spark.sparkContext().isStopped()) {
      return new JobMetrics();
    }
    var metrics = SparkEnv.get().metricsSystem();
    return JavaConverters.seqAsJavaList(metrics.getSourcesByName(NAME)).stream()
        .map(JobMetrics.class::cast)
        .findFirst()
        .orElseGet(
            () -> {
              JobMetrics made = new JobMetrics();
              metrics.registerSource(made);
              return made;
            });
  }

  /** Sets a gauge, which is there from then on. */
  void set(String job, String count, long value) {
    String name = MetricRegistry.name(job.replace(' ', '-'), count);
    values.put(name, value);
    registry.gauge(name, () -> (Gauge<Long>) () -> values.get(name));
  }

  @Override
  public String sourceName() {
    return NAME;
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
