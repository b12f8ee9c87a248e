package dev.glossa.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.job.Configuration;
import dev.glossa.prepare.PrepareJob;
import dev.glossa.prepare.PrepareSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrepareReportIT {
  @TempDir Path folder;

  @Test
  void aPreparedFolderShowsItsRejectsAsText() throws IOException {
    SparkSession spark = LocalSpark.session();
    String clean =
        "The committee met in the morning to talk about the water supply of the town, and it was"
            + " agreed that the old pipes have to be replaced before the winter. ".repeat(6);
    String hostile = "<script>alert(1)</script> short";
    Files.writeString(folder.resolve("raw.jsonl"), line(clean) + line(clean) + line(hostile));
    Path output = folder.resolve("prepared");
    Configuration configuration =
        Configuration.load(
            null,
            Map.of(),
            Map.of(
                "prepare.input", List.of(folder.resolve("raw.jsonl").toString()),
                "prepare.output", output.toString(),
                "prepare.language", "en"));
    new PrepareJob(configuration.section("prepare", PrepareSettings.class)).run(spark);

    String html = new FolderReport(spark).html(List.of(output.toString()));

    assertThat(html)
        .contains("What was left of the documents after each step")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; short")
        .doesNotContain("<script>alert");
    assertThat(output.resolve(PrepareReport.FILE)).hasContent(html);
  }

  private static String line(String text) {
    return new ObjectMapper().createObjectNode().put("text", text) + "\n";
  }
}
