package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.sink.PrometheusServlet;
import org.apache.spark.metrics.source.JvmSource;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What jobs count is what Prometheus reads, by the names that the dashboard asks for. */
class JobMetricsTest {
  private static final Path DASHBOARD =
      Path.of(System.getProperty("glossa.home"), "deploy/observability/dashboard.json");
  private static final Pattern OF_THE_DRIVER = Pattern.compile("metrics_glossa_driver_[\\w.+]*");

  private static String answer;

  /** The driver's answer to Prometheus when {@code prepare} has counted. */
  @BeforeAll
  static void aDriverThatHasPrepared() {
    SparkSession spark = LocalSpark.session();
    MetricRegistry driver = new MetricRegistry();
    JobMetrics counts = new JobMetrics();
    register(driver, counts);
    register(driver, new JvmSource());
    register(driver, SparkEnv.get().metricsSystem().getSourcesByName("DAGScheduler").apply(0));
    for (String count :
        new String[] {"records", "unreadable", "kept", "kept.sw", "rejected.rule.top_2_gram"}) {
      counts.set("prepare", count, 7);
    }
    assertThat(spark.sparkContext().isStopped()).isFalse();
    answer = new PrometheusServlet(new Properties(), driver).getMetricsSnapshot(null);
  }

  private static void register(MetricRegistry driver, Source source) {
    driver.register("glossa.driver." + source.sourceName(), source.metricRegistry());
  }

  static Stream<String> askedOfTheDriver() throws IOException {
    JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels");
    return StreamSupport.stream(panels.spliterator(), false)
        .flatMap(panel -> panel.findValuesAsText("expr").stream())
        .flatMap(query -> OF_THE_DRIVER.matcher(query).results().map(MatchResult::group))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("askedOfTheDriver")
  void theDriverHasWhatTheDashboardAsksFor(String name) {
    assertThat(answer).containsPattern("(?m)^" + name + "\\{");
  }

  @Test
  void aCountIsSeenUnderTheNameOfItsJob() {
    assertThat(answer)
        .containsPattern(
            "(?m)^metrics_glossa_driver_glossa_prepare_rejected_rule_top_2_gram_Value\\S* 7$");
  }

  @Test
  void aDriverHasOneSourceForAllJobs() {
    JobMetrics first = JobMetrics.of(LocalSpark.session());

    assertThat(JobMetrics.of(LocalSpark.session())).isSameAs(first);
  }
}
