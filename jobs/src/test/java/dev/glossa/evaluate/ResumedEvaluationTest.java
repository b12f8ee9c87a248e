package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumedEvaluationTest {
  private static final List<String> ANSWERS = List.of("A", "B", "C", "B", "D", "B", "B", "A", "B");

  @TempDir Path folder;
  private SmallMmlu mmlu;

  @BeforeEach
  void breakOff() throws IOException {
    mmlu = new SmallMmlu(LocalSpark.session(), folder).with("law", ANSWERS);
    BigramModel.ASKED.set(0);
    assertThatThrownBy(() -> mmlu.evaluate(mmlu.model().dyingAt(6), "out"))
        .hasMessageContaining("The model has died");
    BigramModel.ASKED.set(0);
  }

  @Test
  void asksOnlyWhatIsMissing() throws IOException {
    mmlu.evaluate(mmlu.model(), "out");

    assertThat(BigramModel.ASKED).hasValue(ANSWERS.size() - 5);
    assertThatTheResultIsThatOfAnUndisturbedRun();
  }

  @Test
  void asksAgainWhatWasBeingWrittenWhenItWasKilled() throws IOException {
    Path cut = log().max(Comparator.comparing(file -> file.toFile().length())).orElseThrow();
    byte[] rows = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(rows, rows.length / 2));

    mmlu.evaluate(mmlu.model(), "out");

    assertThat(BigramModel.ASKED).hasValue(ANSWERS.size() - 5 + 3);
    assertThatTheResultIsThatOfAnUndisturbedRun();
  }

  @Test
  void asksEverythingWhereTheDataHaveChanged() throws IOException {
    mmlu.with("law", List.of("A", "B", "C", "B", "D", "B", "B", "A", "B", "C"));

    EvaluateResult result = mmlu.evaluate(mmlu.model(), "out");

    assertThat(BigramModel.ASKED).hasValue(10);
    assertThat(result.results().get("mmlu").get("acc").value()).isEqualTo(0.5);
  }

  @Test
  void asksAnUnfinishedBatchAgainAsAWhole() throws IOException {
    SmallMmlu batches = mmlu.askingAtOnce(4);
    assertThatThrownBy(() -> batches.evaluate(mmlu.model().dyingAt(6), "batches"))
        .hasMessageContaining("The model has died");
    BigramModel.ASKED.set(0);

    batches.evaluate(mmlu.model(), "batches");

    assertThat(BigramModel.ASKED).hasValue(ANSWERS.size() - 4);
    batches.evaluate(mmlu.model(), "undisturbed");
    assertThat(batches.items("batches")).isEqualTo(batches.items("undisturbed"));
  }

  private void assertThatTheResultIsThatOfAnUndisturbedRun() throws IOException {
    mmlu.evaluate(mmlu.model(), "undisturbed");
    assertThat(mmlu.items("out")).isEqualTo(mmlu.items("undisturbed")).hasSize(ANSWERS.size());
    assertThat(mmlu.read("out/results.json")).isEqualTo(mmlu.read("undisturbed/results.json"));
    assertThat(folder.resolve("out/.scored")).doesNotExist();
  }

  private Stream<Path> log() throws IOException {
    return Files.walk(folder.resolve("out/.scored"))
        .filter(Files::isRegularFile)
        .filter(file -> !file.getFileName().toString().startsWith("."));
  }
}
