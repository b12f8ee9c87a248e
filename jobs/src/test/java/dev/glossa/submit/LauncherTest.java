package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.submit.Request.PathArgument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher asks the clients of the clouds, and what it makes of their answers. */
final class LauncherTest {
  private static final String RECORD = "s3 cp s3://bucket/out/run.json";
  private static final String VERSION = "head-object --bucket bucket --key out/run.json";
  private static final String REFUSAL = "s3 cp s3://bucket/out/.refused.";
  private static final String REFUSAL_VERSION = "--key out/.refused.";
  private static final Map<String, String> EMR =
      Map.of(
          "GLOSSA_STAGING", "s3://bucket/glossa",
          "GLOSSA_EMR_CLUSTER", "j-1",
          "GLOSSA_EMR_APPLICATION", "app-1",
          "GLOSSA_EMR_ROLE", "arn:aws:iam::1:role/glossa");
  private static final Map<String, String> DATAPROC =
      Map.of(
          "GLOSSA_STAGING", "gs://bucket/glossa",
          "GLOSSA_DATAPROC_CLUSTER", "cluster-1",
          "GLOSSA_REGION", "europe-west1");

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ScriptedShell shell = new ScriptedShell();

  @BeforeEach
  void unpack() throws IOException {
    Path provided = Files.createDirectories(home.resolve("lib/provided"));
    Files.writeString(home.resolve("VERSION"), "1.0\n");
    Files.writeString(home.resolve("lib/glossa-jobs-1.0.jar"), "jobs");
    Files.writeString(home.resolve("lib/glossa-training-natives-1.0.jar"), "natives");
    for (String jar :
        List.of(
            "delta-spark_2.12-3.3.2",
            "delta-storage-3.3.2",
            "spark-hadoop-cloud_2.12-3.5.7",
            "spark-sql-kafka-0-10_2.12-3.5.7",
            "spark-token-provider-kafka-0-10_2.12-3.5.7",
            "kafka-clients-3.9.2",
            "commons-pool2-2.11.1",
            "hadoop-aws-3.3.4",
            "gcs-connector-hadoop3-2.2.26-shaded")) {
      Files.writeString(provided.resolve(jar + ".jar"), jar);
    }
  }

  private Launcher.Outcome launch(Request request) {
    Launcher launcher = new Launcher(shell, new PrintWriter(out, true), new PrintWriter(err, true));
    return launcher.launch(request);
  }

  private Request request(
      String platform, boolean dryRun, Map<String, String> variables, String output) {
    List<String> arguments = List.of("prepare", "--input", "s3://b/in", "--output", output);
    return new Request(
        home,
        "prepare",
        arguments,
        List.of(new PathArgument("--input", "s3://b/in"), new PathArgument("--output", output)),
        output,
        null,
        System.getProperty("glossa.home") + "/conf/environments/" + platform + ".conf",
        List.of(),
        dryRun,
        variables);
  }

  private static Request with(Request request, List<String> more, PathArgument... paths) {
    List<String> arguments = new ArrayList<>(request.arguments());
    arguments.addAll(more);
    return new Request(
        request.home(),
        request.command(),
        arguments,
        List.of(paths),
        request.output(),
        null,
        request.platform(),
        request.sparkOptions(),
        request.dryRun(),
        request.variables());
  }

  private static Request withOptions(Request request, String... sparkOptions) {
    return on(request.platform(), List.of(sparkOptions), request);
  }

  private static Request on(String platform, List<String> sparkOptions, Request request) {
    return new Request(
        request.home(),
        request.command(),
        request.arguments(),
        request.paths(),
        request.output(),
        null,
        platform,
        sparkOptions,
        request.dryRun(),
        request.variables());
  }

  /** A run on EMR that ends so, with these versions and this content of run.json. */
  private int exitCodeOf(String state, String before, String after, String record) {
    return exitCodeOf(state, before, after, record, false);
  }

  /**
   * The same.
   *
   * @param refused whether the run also says that it was refused
   */
  private int exitCodeOf(
      String state, String before, String after, String record, boolean refused) {
    script(state, before, after, record, refused);
    return launch(request("emr", false, EMR, "s3://bucket/out")).exitCode();
  }

  private void script(String state, String before, String after, String record, boolean refused) {
    shell
        .answer(REFUSAL_VERSION, refused ? "etag-2" : null)
        .answer(VERSION, before, after)
        .answer("out.run.json", (String) null)
        .answer("s3 rm s3://bucket/out/.refused.", "")
        .answer("out.refused.", (String) null)
        .answer("s3 sync", "")
        .answer("add-steps", "{\"StepIds\": [\"s-1\"]}")
        .answer("describe-step", step(state))
        .answer(REFUSAL, "{\"exit_code\": 2, \"sentence\": \"Another run is writing.\"}")
        .answer(RECORD, record);
  }

  private static String step(String state) {
    return "{\"Step\": {\"Status\": {\"State\": \"%s\"}}}".formatted(state);
  }

  /** The same that waits for a moment only. */
  private Request impatient(Request request) throws IOException {
    Path conf =
        Files.writeString(
            home.resolve("impatient.conf"),
            "include file(\"%s\")%npoll = 1 ms%n".formatted(request.platform()));
    return on(conf.toString(), request.sparkOptions(), request);
  }

  @Test
  void returnsTheCodeThatTheJobHasWritten() {
    String record = "{\"exit_code\": 3, \"sentence\": \"Nothing came through.\"}";
    assertThat(exitCodeOf("FAILED", null, "etag-1", record)).isEqualTo(3);
    assertThat(err.toString()).contains("s-1 is FAILED", "glossa: Nothing came through.");
  }

  @Test
  void asksAgainWhereTheClientFailsForAMoment() throws IOException {
    script("COMPLETED", null, "etag-1", "{\"exit_code\": 0}", false);
    shell.answer("describe-step", null, step("RUNNING"), null, null, step("COMPLETED"));
    Request request = impatient(request("emr", false, EMR, "s3://bucket/out"));
    assertThat(launch(request).exitCode()).isZero();
  }

  @Test
  void saysThatTheClientFailsWhereItGoesOnFailing() throws IOException {
    script("RUNNING", null, null, "", false);
    shell.answer("describe-step", step("RUNNING"), null);
    Request request = impatient(request("emr", false, EMR, "s3://bucket/out"));
    assertThatThrownBy(() -> launch(request)).hasMessageContaining("aws emr describe-step");
  }

  @Test
  void returnsZeroOfAJobThatIsDone() {
    assertThat(
            exitCodeOf("COMPLETED", null, "etag-1", "{\"exit_code\": 0, \"sentence\": \"done\"}"))
        .isZero();
  }

  @Test
  void failsWhereTheJobHasLeftNoWord() {
    assertThat(exitCodeOf("FAILED", null, null, "")).isEqualTo(4);
    assertThat(err.toString()).contains("s3://bucket/out/run.json", "log");
  }

  @Test
  void takesNoWordOfAnEarlierRunForThatOfAFailedOne() {
    assertThat(exitCodeOf("FAILED", "etag-1", "etag-1", "{\"exit_code\": 3}")).isEqualTo(4);
  }

  @Test
  void returnsTwoOfAJobThatWasRefusedWhileAnotherRunIsWriting() {
    String running = "{\"sentence\": \"running\"}";
    assertThat(exitCodeOf("FAILED", "etag-1", "etag-1", running, true)).isEqualTo(2);
    assertThat(err.toString()).contains("glossa: Another run is writing.");
  }

  @Test
  void returnsTwoOfAJobThatWasRefusedAlsoWhereTheOtherRunIsDoneMeanwhile() {
    String done = "{\"exit_code\": 0, \"sentence\": \"done\"}";
    assertThat(exitCodeOf("FAILED", "etag-1", "etag-3", done, true)).isEqualTo(2);
  }

  @Test
  void readsTheRefusalOfItsOwnRunAloneAndDeletesIt() {
    String running = "{\"sentence\": \"running\"}";
    exitCodeOf("FAILED", "etag-1", "etag-1", running, true);
    exitCodeOf("FAILED", "etag-1", "etag-1", running, true);

    List<String> lines = shell.asked.stream().map(Command::line).toList();
    List<String> runs =
        lines.stream()
            .filter(line -> line.contains("add-steps"))
            .map(line -> line.replaceFirst(".* -Dglossa\\.run=([\\w-]+).*", "$1"))
            .toList();
    assertThat(runs).hasSize(2).doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.startsWith("aws s3 rm")).toList())
        .containsExactlyElementsOf(
            runs.stream()
                .map("aws s3 rm s3://bucket/out/.refused.%s.json --only-show-errors"::formatted)
                .toList());
    assertThat(lines)
        .filteredOn(line -> line.contains(".refused."))
        .allMatch(line -> runs.stream().anyMatch(line::contains));
  }

  @Test
  void saysWhichRefusalItMayNotDelete() {
    script("FAILED", null, null, "", true);
    shell.answer("s3 rm s3://bucket/out/.refused.", (String) null);
    assertThat(launch(request("emr", false, EMR, "s3://bucket/out")).exitCode()).isEqualTo(2);
    assertThat(err.toString()).containsPattern("'s3://bucket/out/\\.refused\\.\\S+' is left");
  }

  @Test
  void takesNoRefusalForTheFailureOfAJobThatSaysHowItFailed() {
    String failed = "{\"exit_code\": 3, \"sentence\": \"Nothing came through.\"}";
    assertThat(exitCodeOf("FAILED", null, "etag-1", failed, true)).isEqualTo(3);
  }

  @Test
  void takesItWhereTheJobHadNothingToDo() {
    assertThat(exitCodeOf("COMPLETED", "etag-1", "etag-1", "{\"exit_code\": 0}")).isZero();
  }

  @Test
  void failsWhereTheJobDoesNotSayHowItEnded() {
    assertThat(exitCodeOf("CANCELLED", null, "etag-1", "{\"sentence\": \"running\"}")).isEqualTo(4);
  }

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
    return new Request(
        home,
        "judge",
        List.of("judge", "--prompt", prompt, "--output", request.output()),
        List.of(new PathArgument("--prompt", prompt)),
        request.output(),
        null,
        request.platform(),
        List.of(),
        true,
        EMR);
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

  @Test
  void refusesAnOutputThatCannotBeReadFromHere() {
    assertThatThrownBy(() -> launch(request("emr", true, EMR, "hdfs:///out")))
        .hasMessageContainingAll("--output s3://", "hdfs:///out");
  }

  @Test
  void refusesACommandThatWouldLeaveNoWordOfHowItWent() {
    Request request = request("emr", true, EMR, "s3://bucket/page.html");
    Request report =
        new Request(
            home,
            "report",
            List.of("report", "--output", request.output()),
            List.of(),
            request.output(),
            null,
            request.platform(),
            List.of(),
            true,
            EMR);
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
  void followsAJobOfDataprocByItsClient() {
    shell
        .answer("storage cp", "")
        .answer("objects describe gs://bucket/out/run.json", null, "7")
        .answer("objects describe", (String) null)
        .answer("jobs submit spark", "job-1\n")
        .answer("jobs wait job-1", "")
        .answer("jobs describe job-1", "DONE\n")
        .answer("storage cat gs://bucket/out/run.json", "{\"exit_code\": 0}");
    assertThat(launch(request("dataproc", false, DATAPROC, "gs://bucket/out")).exitCode()).isZero();
  }

  @Test
  void followsAJobOnWhereTheClientLetsGoOfIt() throws IOException {
    shell
        .answer("storage cp", "")
        .answer("objects describe gs://bucket/out/run.json", null, "7")
        .answer("objects describe", (String) null)
        .answer("jobs submit spark", "job-1\n")
        .answer("jobs wait job-1", null, "")
        .answer("jobs describe job-1", "RUNNING\n", "DONE\n")
        .answer("storage cat gs://bucket/out/run.json", "{\"exit_code\": 0}");
    Request request = impatient(request("dataproc", false, DATAPROC, "gs://bucket/out"));
    assertThat(launch(request).exitCode()).isZero();
    assertThat(err.toString()).contains("job-1 is RUNNING", "job-1 is DONE");
  }

  @Test
  void namesABatchItselfAndAsksForItByThatName() {
    shell
        .answer("storage cp", "")
        .answer("objects describe", (String) null)
        .answer("batches", "FAILED");
    Request request = request("dataproc-serverless", false, DATAPROC, "gs://bucket/out");
    assertThat(launch(request).exitCode()).isEqualTo(4);
    List<String> batches =
        shell.asked.stream().map(Command::line).filter(line -> line.contains("batches")).toList();
    String name = batches.get(0).replaceFirst(".*--batch=(\\S+).*", "$1");
    assertThat(batches.get(1)).startsWith("gcloud dataproc batches wait " + name);
    assertThat(batches.get(2)).startsWith("gcloud dataproc batches describe " + name);
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
