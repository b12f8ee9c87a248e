package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.job.Configuration;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code glossa study --dry-run} says of the study that Glossa comes with. */
class StudyPlanTest {
  private static final File BEYOND_ENGLISH = new File("../conf/studies/beyond-english.conf");

  @TempDir Path folder;

  @BeforeEach
  void bundledTexts() throws IOException {
    Files.writeString(folder.resolve("raw"), "text");
    Files.createDirectories(folder.resolve("instructions"));
    Files.writeString(folder.resolve("instructions/zh.jsonl"), "{}");
  }

  @Test
  void thePapersSizeIsPlannedBeforeItsModelAndInstructionsAreThere() {
    List<String> plan = plan("paper");

    assertThat(plan)
        // 12 of Chinese, one with an extended vocabulary, one with English, two of 13 languages.
        .anyMatch(line -> line.startsWith("120 cells (40 combinations, each with 3 seeds), "))
        // 5, 50 and 500 million tokens; 500 million with other pieces, and with English.
        .contains("  pretrain         15 steps  about 4,665,000,000 tokens")
        .anyMatch(line -> line.matches("  tune +120 steps  about [\\d,]+ tokens"))
        .noneMatch(line -> line.startsWith("  base "))
        .anyMatch(
            line -> line.matches("model   llama-7b: 6,[\\d,]+ parameters; .*-Dstudy.model=MODEL"))
        .anyMatch(
            line -> line.matches("time    about [\\d,]+ h .* at 125.0 teraflops .*, 8 at once; .*"))
        .anyMatch(line -> line.matches("memory  .* TiB .*: 8 workers of \\d+ GiB .*"))
        .anyMatch(line -> line.matches("disk    .* models of .* GiB, .* for the checkpoints .*"))
        .anyMatch(
            line -> line.matches("missing nothing is there under '.*instructions/ar.jsonl'.*"))
        .noneMatch(line -> line.contains("instructions/zh.jsonl"));
    assertThat(folder.resolve("study")).doesNotExist();
  }

  @Test
  void theQuickSizeIsMeasuredHere() {
    List<String> plan = plan("quick");

    assertThat(plan)
        .anyMatch(line -> line.startsWith("33 cells (11 combinations, each with 3 seeds), "))
        .anyMatch(
            line ->
                line.matches(
                    "time    about \\d+ min for training and measuring: [\\d,]+ tokens/s of a"
                        + " worker \\((measured in|computed from) .*"));
    assertThat(folder.resolve("study")).doesNotExist();
  }

  private List<String> plan(String size) {
    return new StudyJob(
            Configuration.load(
                BEYOND_ENGLISH,
                Map.of("study.data", "\"" + folder + "\""),
                Map.of("study.size", size, "study.output", folder.resolve("study").toString())))
        .plan();
  }
}
