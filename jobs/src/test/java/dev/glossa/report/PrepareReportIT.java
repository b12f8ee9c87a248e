package dev.glossa.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.GlossaProcess;
import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareReportIT {
  @TempDir static Path folder;
  private static Path output;

  @BeforeAll
  static void prepare() throws IOException {
    String clean =
        "The committee met in the morning to talk about the water supply of the town, and it was"
            + " agreed that the old pipes have to be replaced before the winter. ".repeat(6);
    String hostile = "<script>alert(1)</script> short";
    Files.writeString(folder.resolve("raw.jsonl"), line(clean) + line(clean) + line(hostile));
    output = folder.resolve("prepared");
    Configuration configuration =
        Configuration.load(
            null,
            Map.of(),
            Map.of(
                "prepare.input", List.of(folder.resolve("raw.jsonl").toString()),
                "prepare.output", output.toString(),
                "prepare.language", "en"));
    new PrepareJob(configuration.section("prepare", PrepareSettings.class))
        .run(LocalSpark.session());
  }

  @Test
  void aPreparedFolderShowsItsRejectsAsText() throws IOException {
    String html = new FolderReport(LocalSpark.session()).html(List.of(output.toString()));

    assertThat(html)
        .contains("What was left of the documents after each step")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; short")
        .doesNotContain("<script>alert");
    assertThat(output.resolve(PrepareReport.FILE)).hasContent(html);
  }

  /** With everything that Spark says of itself besides. */
  @Test
  void noTextOfADocumentIsInTheLog() {
    assertThat(Path.of(System.getProperty("glossa.log")))
        .content()
        .contains("'prepare' is done")
        .doesNotContain("the water supply of the town", "alert(1)");
  }

  @Test
  void theCommandWritesTheSamePageAndNothingBeside() throws Exception {
    Path page = folder.resolve("pages/page.html");

    int exitCode =
        GlossaProcess.start(
                folder.resolve("report.log"),
                List.of("report", "--input", output.toString(), "--output", page.toString()))
            .exitCode();

    assertThat(exitCode).isZero();
    assertThat(page).hasSameTextualContentAs(output.resolve(PrepareReport.FILE));
    assertThat(page.getParent().toFile().list()).containsExactly("page.html");
  }

  private static String line(String text) {
    return new ObjectMapper().createObjectNode().put("text", text) + "\n";
  }
}
