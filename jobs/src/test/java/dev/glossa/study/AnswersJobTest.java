package dev.glossa.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.LocalSpark;
import dev.glossa.evaluate.EvaluateResult;
import dev.glossa.job.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersJobTest {
  @TempDir Path folder;

  @Test
  void answersAreWrittenAsAJudgeReadsThem() throws IOException {
    items(
        row("response", "b", "Second?", null, "Two."),
        row("response", "a", "First?", "\"One\"", "One."),
        row("code-switching", "a", "First?", "other", null));

    AnswersResult result = answers();

    assertThat(result).isEqualTo(new AnswersResult(1, 1));
    List<String> lines = Files.readAllLines(folder.resolve("answers/answers.jsonl"));
    assertThat(lines).hasSize(1);
    assertThat(new ObjectMapper().readValue(lines.get(0), Map.class))
        .isEqualTo(
            Map.of(
                "id", "a",
                "language", "zh",
                "question", "First?",
                "answer", "\"One\"",
                "reference", "One."));
  }

  @Test
  void whereNothingWasAnsweredThereIsNothingToJudge() {
    items(row("response", "b", "Second?", null, "Two."));

    assertThatThrownBy(this::answers)
        .hasMessageContaining("there is nothing to judge")
        .extracting("exitCode")
        .isEqualTo(ExitCode.BAD_INPUT);
  }

  private AnswersResult answers() {
    return new AnswersJob(
            new AnswersSettings(
                folder.resolve("evaluation").toString(), folder.resolve("answers").toString()))
        .run(LocalSpark.session());
  }

  private static Row row(String task, String id, String prompt, String output, String gold) {
    return RowFactory.create(task, "zh", id, prompt, output, gold);
  }

  private void items(Row... rows) {
    StructType schema = new StructType();
    for (String column : List.of("task", "subject", "id", "prompt", "output", "gold")) {
      schema = schema.add(column, "string");
    }
    LocalSpark.session()
        .createDataFrame(Arrays.asList(rows), schema)
        .write()
        .format("delta")
        .save(folder.resolve("evaluation").resolve(EvaluateResult.ITEMS).toString());
  }
}
