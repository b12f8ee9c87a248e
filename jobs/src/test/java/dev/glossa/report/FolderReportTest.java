package dev.glossa.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import dev.glossa.job.ExitCode;
import dev.glossa.job.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReportTest {
  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session();
  }

  @Test
  void theDemosPageComesFromItsFindingsAlone() throws IOException {
    DemoFindings findings = DemoFindingsExample.findings();
    Json.FILES.writeValue(folder.resolve(DemoFindings.FILE).toFile(), findings);

    assertThat(report(folder)).isEqualTo(DemoReport.html(findings));
  }

  @Test
  void trainingsAreDrawnOverEachOther() throws IOException {
    for (String name : List.of("a", "b")) {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(
          folder.resolve(name).resolve("metrics.jsonl"),
          """
          {"step":1,"loss":5.5,"lr":0.1,"grad_norm":1.0,"tokens_per_second":100.0}
          {"event":"restart","step":1,"reason":"a worker was lost"}
          {"step":2,"loss":4.5,"lr":0.1,"grad_norm":0.5,"tokens_per_second":110.0}
          """);
    }

    assertThat(report(folder.resolve("a"), folder.resolve("b")))
        .contains("<td class=\"number\">5.500</td><td class=\"number\">5.500</td>")
        .contains("<td class=\"number\">4.500</td><td class=\"number\">4.500</td>");
  }

  @Test
  void aFolderThatIsNotFinishedIsRefused() {
    assertThatThrownBy(() -> report(folder))
        .hasMessageContaining("no finished folder of Glossa")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  private static String report(Path... folders) throws IOException {
    return new FolderReport(spark).html(List.of(folders).stream().map(Path::toString).toList());
  }
}
