package dev.glossa.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.GlossaException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options of spark-submit as they follow {@code --}. */
final class SubmitOptionsTest {

  @Test
  void areSettingsInEachOfTheirSpellings() {
    SubmitOptions options =
        SubmitOptions.of(
            List.of("--conf", "spark.a=1", "--conf=spark.b=x=y", "-c", "spark.c=2", "--queue=q"));

    assertThat(options.onlySettings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("spark.a", "1", "spark.b", "x=y", "spark.c", "2", "spark.yarn.queue", "q"));
  }

  @Test
  void leaveOthersToSparkSubmit() {
    List<String> words = List.of("--verbose", "--archives", "x.zip", "--num-executors", "2");
    SubmitOptions options = SubmitOptions.of(words);

    assertThat(options.settings()).isEqualTo(Map.of("spark.executor.instances", "2"));
    assertThat(options.wordsButJavaOptions()).isEqualTo(words);
    assertThatThrownBy(options::onlySettings)
        .isInstanceOf(GlossaException.class)
        .hasMessageContainingAll("'--verbose'", "--executor-memory");
  }

  @Test
  void keepJavasOptionsApart() {
    SubmitOptions options =
        SubmitOptions.of(
            List.of(
                "--driver-java-options",
                "-Da=b -Dc",
                "--executor-memory",
                "4g",
                "--conf",
                "spark.executor.extraJavaOptions=-Dx=y"));

    assertThat(options.javaOptions())
        .isEqualTo(
            Map.of(
                SparkSettings.DRIVER_OPTIONS, "-Da=b -Dc",
                SparkSettings.EXECUTOR_OPTIONS, "-Dx=y"));
    assertThat(options.wordsButJavaOptions()).containsExactly("--executor-memory", "4g");
  }

  @Test
  void wantTheirValues() {
    assertThatThrownBy(() -> SubmitOptions.of(List.of("--executor-memory")))
        .hasMessageContaining("'--executor-memory' wants a value");
    assertThatThrownBy(() -> SubmitOptions.of(List.of("--conf", "spark.a")))
        .hasMessageContaining("write --conf KEY=VALUE");
  }
}
