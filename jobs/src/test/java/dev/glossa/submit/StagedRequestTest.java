package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.submit.Request.PathArgument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of this machine the launcher brings to where the cluster sees it. */
final class StagedRequestTest extends ScriptedLauncher {
  @Test
  void shipsWhatThePlatformLacksUnderANameOfItsContent() throws IOException {
    launch(request("emr", true, EMR, "s3://bucket/out"));
    String first = out.toString();
    assertThat(first)
        .containsPattern("s3://bucket/glossa/glossa-1\\.0-[0-9a-f]{12}/glossa-jobs-1\\.0\\.jar")
        .contains("/provided/delta-spark_2.12-3.3.2.jar")
        .doesNotContain("hadoop-aws-", "gcs-connector", "training-natives");
    Files.writeString(home.resolve("lib/glossa-jobs-1.0.jar"), "other jobs");
    out.getBuffer().setLength(0);
    launch(request("emr", true, EMR, "s3://bucket/out"));
    assertThat(out.toString()).isNotEqualTo(first);
  }

  @Test
  void aPlatformWithAnOlderSparkGetsTheDeltaLakeThatRunsOnIt() throws IOException {
    launch(request("dataproc-serverless", true, DATAPROC, "gs://bucket/out"));
    assertThat(out.toString())
        .contains("/older-spark/delta-spark_2.12-3.2.0.jar", "/older-spark/delta-storage-3.2.0.jar")
        .doesNotContain("/provided/delta-");
  }

  @Test
  void bringsASmallFileToWhereTheClusterSeesIt() throws IOException {
    Path conf = Files.writeString(home.resolve("job.conf"), "seed = 2");
    launch(
        with(
            request("emr", true, EMR, "s3://bucket/out"),
            List.of("--conf", conf.toString()),
            new PathArgument("--conf", conf.toString())));
    assertThat(out.toString())
        .containsPattern(
            "aws s3 cp \\S*/job\\.conf s3://bucket/glossa/files/[0-9a-f]{12}/job\\.conf")
        .containsPattern("\"--conf\",\"s3://bucket/glossa/files/[0-9a-f]{12}/job\\.conf\"");
  }

  @Test
  void bringsTheFilesOfConfToCommandsThatReadThem() throws IOException {
    Path models = Files.createDirectories(home.resolve("conf/models"));
    Files.writeString(models.resolve("small.conf"), "hidden_size = 8");
    Request request = request("emr", true, EMR, "s3://bucket/out");
    launch(
        new Request(
            home,
            "init",
            List.of("init", "--config", "small", "--output", request.output()),
            List.of(new PathArgument("--config", "small")),
            request.output(),
            null,
            request.platform(),
            List.of(),
            true,
            EMR));
    assertThat(out.toString())
        .containsPattern("aws s3 sync \\S+/conf s3://bucket/glossa/home-1\\.0-[0-9a-f]{12}/conf")
        .containsPattern("-Dglossa\\.home=s3://bucket/glossa/home-1\\.0-[0-9a-f]{12}\"")
        .contains("\"--config\",\"small\"");
  }

  @Test
  void bringsAJudgesPromptToWhereTheClusterSeesItUnlessGlossaHasIt() throws IOException {
    Path shipped = Files.createDirectories(home.resolve("conf/judge"));
    Files.writeString(shipped.resolve("stars.conf"), "lowest = 1");
    Path own = Files.writeString(home.resolve("own.conf"), "lowest = 0");
    Request request = request("emr", true, EMR, "s3://bucket/out");
    launch(judging(request, "stars"));
    launch(judging(request, own.toString()));
    assertThat(out.toString())
        .contains("\"--prompt\",\"stars\"")
        .containsPattern("aws s3 sync \\S+/conf s3://bucket/glossa/home-1\\.0-[0-9a-f]{12}/conf")
        .containsPattern("\"--prompt\",\"s3://bucket/glossa/files/[0-9a-f]{12}/own\\.conf\"");
  }

  private Request judging(Request request, String prompt) {
    return of(
        "judge",
        List.of("--prompt", prompt, "--output", request.output()),
        request,
        new PathArgument("--prompt", prompt));
  }

  @Test
  void bringsAFileThatASettingNamesToWhereTheClusterSeesIt() throws IOException {
    Path file = Files.writeString(home.resolve("belle.jsonl"), "{}");
    String key = "study.instructions.zh";
    launch(
        with(
            request("emr", true, EMR, "s3://bucket/out"),
            List.of("-D" + key + "=" + file),
            new PathArgument("-D" + key, file.toString()),
            new PathArgument(key, file.toString())));
    assertThat(out.toString().lines().filter(line -> line.startsWith("aws s3 cp")).toList())
        .filteredOn(line -> line.contains("/files/"))
        .hasSize(1);
    assertThat(out.toString())
        .containsPattern(
            "\"-Dstudy\\.instructions\\.zh=s3://bucket/glossa/files/[0-9a-f]{12}/belle\\.jsonl\"");
  }

  @Test
  void refusesAFolderThatTheClusterDoesNotSee() {
    assertThatThrownBy(
            () ->
                launch(
                    with(
                        request("emr", true, EMR, "s3://bucket/out"),
                        List.of("--remove", "mine"),
                        new PathArgument("--remove", "mine"))))
        .hasMessageContainingAll("'mine'", "--remove", "s3://");
  }
}
