package dev.glossa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int study(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("study", "--conf", "../conf/studies/beyond-english.conf"));
    arguments.addAll(List.of("--size", "quick", "--output", folder.resolve("study").toString()));
    arguments.addAll(List.of(options));
    return Glossa.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void theCellsAreListedALineEachAndNothingIsWritten() {
    assertThat(study("--list-cells")).isZero();

    assertThat(out.toString().lines())
        .hasSize(33)
        .contains("zh-v0-p400k-e0-i64-s1")
        .allMatch(name -> name.matches("[a-z]{2}-v\\d+-p\\w+-e[\\d.]+-i\\d+-s\\d+"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCellIsNotDoneAndReportedOnAtOnce() {
    assertThat(study("--cell", "zh-v0-p400k-e0-i64-s1", "--report-only")).isEqualTo(2);
    assertThat(err.toString()).contains("--cell", "--report-only");
  }

  @Test
  void onlyTheWholeStudyIsStartedOver() {
    assertThat(study("--cell", "zh-v0-p400k-e0-i64-s1", "--fresh")).isEqualTo(2);
    assertThat(err.toString()).contains("--fresh", "--cell");
  }
}
