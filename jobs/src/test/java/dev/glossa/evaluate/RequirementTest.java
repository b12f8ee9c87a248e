package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
  private static final EvaluateResult RESULT =
      new EvaluateResult(
          1,
          "model",
          "tokenizer",
          new TreeMap<>(Map.of("mmlu", new TreeMap<>(Map.of("acc", Metric.share(1, 4))))),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>());

  @ParameterizedTest
  @ValueSource(strings = {"mmlu.acc>=0.25", "mmlu.acc <= 0.25", "mmlu.acc<1", "mmlu.acc > 1e-3"})
  void holds(String requirement) {
    assertThatCode(() -> Requirement.parse(requirement).check(RESULT)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mmlu.acc>0.25", "mmlu.acc<0.25", "mmlu.acc>=0.5"})
  void doesNotHold(String requirement) {
    assertThatThrownBy(() -> Requirement.parse(requirement).check(RESULT))
        .hasMessageContaining("mmlu.acc is 0.25")
        .extracting("exitCode")
        .isEqualTo(ExitCode.REQUIREMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mmlu.acc", "acc>=1", "mmlu.acc==1", "mmlu.acc>=much", ""})
  void isNone(String text) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .hasMessageContaining("TASK.METRIC<=X")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void namesTheResultsThatThereAre() {
    assertThatThrownBy(() -> Requirement.parse("ceval.acc>=0.5").check(RESULT))
        .hasMessageContaining("[mmlu]");
    assertThat(Requirement.parse("mmlu.acc>=0.5").bound()).isEqualTo(0.5);
  }

  @Test
  void ofATaskThatIsNotMeasuredIsRefusedBeforehand() {
    Requirement requirement = Requirement.parse("ceval.acc>=0.5");

    assertThatCode(() -> requirement.requireOneOf(List.of("mmlu", "ceval")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> requirement.requireOneOf(List.of("mmlu")))
        .hasMessageContaining("'ceval' is none of the tasks [mmlu]")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }
}
