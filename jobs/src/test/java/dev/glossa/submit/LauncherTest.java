package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the launcher asks the clients of the clouds, and what it refuses to ask. */
final class LauncherTest extends ScriptedLauncher {
  @Test
  void saysWhatTheClientSaysOfAnExpiredToken() {
    shell.answer("s3 sync", (String) null);
    assertThatThrownBy(() -> launch(request("emr", false, EMR, "s3://bucket/out")))
        .hasMessageContainingAll("aws s3 sync", "254", "Not Found");
  }

  @Test
  void printsInADryRunWhatItWouldDoAndDoesNothing() {
    launch(request("emr", true, EMR, "s3a://bucket/out"));
    assertThat(shell.asked).isEmpty();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).startsWith("aws s3 sync ").contains("glossa-jobs-1.0.jar");
    assertThat(lines.get(1)).startsWith("aws emr add-steps --cluster-id j-1 --steps ");
    assertThat(lines.get(2)).startsWith("aws emr describe-step --cluster-id j-1 ");
    assertThat(lines.get(3)).isEqualTo("aws s3 cp s3://bucket/out/run.json - --only-show-errors");
  }

  @Test
  void refusesAnOutputThatCannotBeReadFromHere() {
    assertThatThrownBy(() -> launch(request("emr", true, EMR, "hdfs:///out")))
        .hasMessageContainingAll("--output s3://", "hdfs:///out");
  }

  @Test
  void refusesACommandThatWouldLeaveNoWordOfHowItWent() {
    Request request = request("emr", true, EMR, "s3://bucket/page.html");
    Request report = of("report", List.of("--output", request.output()), request);
    assertThatThrownBy(() -> launch(report))
        .hasMessageContainingAll("'report'", "without --platform");
  }

  @Test
  void refusesASettingThatThePlatformDoesNotTake() {
    Request request = request("dataproc-serverless", true, DATAPROC, "gs://bucket/out");
    assertThatThrownBy(() -> launch(withOptions(request, "--conf", "spark.yarn.queue=a")))
        .hasMessageContainingAll("spark.yarn.queue", "dataproc-serverless", "no YARN");
  }

  @Test
  void takesSparkSubmitsOptionsAsSettings() {
    Request request = request("emr-serverless", true, EMR, "s3://bucket/out");
    launch(withOptions(request, "--executor-memory", "6g", "--conf", "spark.a=b c"));
    assertThat(out.toString()).contains("\"spark.executor.memory\":\"6g\"", "\"spark.a\":\"b c\"");
  }

  @Test
  void partsSettingsByACharacterThatNoneHas() {
    TreeMap<String, String> settings = new TreeMap<>(Map.of("spark.b", "1|2", "spark.a", "x,y"));
    Application application =
        new Application("prepare", "gs://b/jobs.jar", List.of(), settings, List.of("prepare"));
    assertThat(Gcloud.describe(Command.of("gcloud"), application).words())
        .contains("--properties=^#^spark.a=x,y#spark.b=1|2");
  }
}
