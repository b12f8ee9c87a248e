package dev.glossa.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.servlet.ServletContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.sink.PrometheusServlet;
import org.apache.spark.metrics.source.JvmSource;
import org.apache.spark.metrics.source.Source;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.status.api.v1.PrometheusResource;
import org.apache.spark.ui.SparkUI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkproject.jetty.servlet.ServletContextHandler;
import scala.Option;

/** What jobs count is what Prometheus reads, by the names that the dashboard asks for. */
class JobMetricsTest {
  private static final Path OBSERVABILITY =
      Path.of(System.getProperty("glossa.home"), "deploy/observability");
  private static final Path DASHBOARD = OBSERVABILITY.resolve("dashboard.json");
  private static final Pattern OF_THE_DRIVER = Pattern.compile("metrics_glossa_driver_[\\w.+]*");

  private static final Pattern OF_EXECUTORS = Pattern.compile("metrics_executor_\\w+");

  private static String answer;
  private static String answerOfExecutors;

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
    answerOfExecutors = executors(spark.sparkContext());
  }

  /** What /metrics/executors/prometheus answers, without a server. */
  private static String executors(SparkContext context) {
    SparkUI ui =
        SparkUI.create(
            Option.apply(context),
            context.statusStore(),
            context.conf(),
            SparkEnv.get().securityManager(),
            context.appName(),
            "",
            context.startTime(),
            context.version());
    PrometheusResource resource = new PrometheusResource();
    resource.servletContext_$eq(
        (ServletContext)
            Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> ui));
    return resource.executors();
  }

  private static void register(MetricRegistry driver, Source source) {
    driver.register("glossa.driver." + source.sourceName(), source.metricRegistry());
  }

  static Stream<String> askedOfTheDriver() throws IOException {
    return asked(OF_THE_DRIVER);
  }

  static Stream<String> askedOfExecutors() throws IOException {
    return asked(OF_EXECUTORS);
  }

  private static Stream<String> asked(Pattern names) throws IOException {
    JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).get("panels");
    return StreamSupport.stream(panels.spliterator(), false)
        .flatMap(panel -> panel.findValuesAsText("expr").stream())
        .flatMap(query -> names.matcher(query).results().map(MatchResult::group))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("askedOfTheDriver")
  void theDriverHasWhatTheDashboardAsksFor(String name) {
    assertThat(answer).containsPattern("(?m)^" + name + "\\{");
  }

  @ParameterizedTest
  @MethodSource("askedOfExecutors")
  void executorsHaveWhatTheDashboardAsksFor(String name) {
    assertThat(answerOfExecutors).containsPattern("(?m)^" + name + "\\{.*executor_id=\"");
  }

  @Test
  void aCountIsSeenUnderTheNameOfItsJob() {
    assertThat(answer)
        .containsPattern(
            "(?m)^metrics_glossa_driver_glossa_prepare_rejected_rule_top_2_gram_Value\\S* 7$");
  }

  @Test
  void theSettingsLetADriverAnswerWherePrometheusAsks() throws IOException {
    SparkConf conf = new SparkConf(false);
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(OBSERVABILITY.resolve("spark.conf"))) {
      settings.load(file);
    }
    settings.forEach((key, value) -> conf.set(key.toString(), value.toString()));
    conf.set("spark.app.id", "application-1").set("spark.executor.id", "driver");
    MetricsSystem metrics = MetricsSystem.createMetricsSystem("driver", conf);
    metrics.start(false);
    try {
      assertThat(metrics.buildRegistryName(new JobMetrics())).isEqualTo("glossa.driver.glossa");
      assertThat(metrics.getServletHandlers())
          .extracting(ServletContextHandler::getContextPath)
          .contains("/metrics/prometheus");
    } finally {
      metrics.stop();
    }
    assertThat(Files.readString(OBSERVABILITY.resolve("prometheus.yml")))
        .contains("metrics_path: /metrics/prometheus\n");
  }

  @Test
  void aDriverHasOneSourceForAllJobs() {
    JobMetrics first = JobMetrics.of(LocalSpark.session());

    assertThat(JobMetrics.of(LocalSpark.session())).isSameAs(first);
  }
}
