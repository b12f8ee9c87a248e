package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the launcher follows a run, and how it knows how that ended. */
final class LaunchedRunTest extends ScriptedLauncher {
  private static final String RECORD = "s3 cp s3://bucket/out/run.json";
  private static final String VERSION = "head-object --bucket bucket --key out/run.json";
  private static final String REFUSAL = "s3 cp s3://bucket/out/.refused.";
  private static final String REFUSAL_VERSION = "--key out/.refused.";

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
}
