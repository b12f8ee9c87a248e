package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options a task takes, and what it takes for those that are not given. */
class TaskOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cmmlu||{setting=answer, shots=5, split=test}",
        "cmmlu|text|{max-new-tokens=512, setting=text, shots=5, split=test}",
        "ceval||{setting=answer, shots=5, split=val}",
        "ceval|chat-zero-shot|{max-new-tokens=512, setting=chat-zero-shot, shots=0, split=val}",
        "agieval||{max-new-tokens=2000, setting=zero-shot, shots=0}",
        "agieval|few-shot|{max-new-tokens=2000, setting=few-shot, shots=as many as fit}",
        "gaokao||{max-new-tokens=1024, shots=0}",
        "response||{max-new-tokens=256}",
        "code-switching||{max-new-tokens=256}"
      })
  void whatIsNotGivenIsTheTasksOwn(String task, String setting, String asked) throws IOException {
    EvaluateSettings settings =
        EvaluateJobTest.settings(task, setting, folder, folder.resolve("out"));
    Scoring scoring = new Scoring(null, null, settings.rules(), null, 1, 1, null);

    assertThat(new TreeMap<>(Task.named(task, settings).asked(scoring))).hasToString(asked);
  }

  @Test
  void anUnknownTaskIsWrongUsage() {
    assertThatThrownBy(() -> job(List.of("trivia"), Map.of()))
        .hasMessageContaining("There is no task 'trivia'")
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "gaokao, , 5, has no examples: leave --shots out.",
    "agieval, , 5, has no examples in its setting 'zero-shot'",
    "ceval, chat-zero-shot, 5, has no examples in its setting 'chat-zero-shot'",
    "agieval, few-shot, 0, The setting 'few-shot' of 'agieval' begins with examples",
    "cmmlu, few-shot, 5, has no setting 'few-shot'"
  })
  void whatATaskDoesNotTakeIsRefusedBeforeAnyIsBegun(
      String task, String setting, int shots, String sentence) {
    Map<String, Object> rules = new HashMap<>();
    rules.put("evaluate.shots", shots);
    if (setting != null) {
      rules.put("evaluate.setting", setting);
    }

    assertThatThrownBy(() -> job(List.of("mmlu", task), rules))
        .hasMessageContaining(sentence)
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "setting, text, --setting, mmlu gaokao",
    "setting, text, --setting, perplexity code-switching response",
    "setting, text, --setting, capitals",
    "split, val, '''evaluate.split''', agieval",
    "split, val, '''evaluate.split''', gaokao perplexity code-switching response",
    "split, val, '''evaluate.split''', capitals",
    "shots, 5, --shots, perplexity code-switching response"
  })
  void whatNoTaskOfTheRunTakesIsRefused(String key, String value, String option, String tasks)
      throws IOException {
    writeOwnTask("capitals");
    List<String> all = List.of(tasks.split(" "));

    assertThatThrownBy(() -> job(all, Map.of("evaluate." + key, value)))
        .hasMessage("%s means nothing to %s: leave it out.", option, all)
        .extracting("exitCode")
        .isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "setting, text, cmmlu perplexity gaokao mmlu",
    "split, val, mmlu gaokao agieval",
    "shots, 5, perplexity mmlu",
    "shots, 5, capitals code-switching"
  })
  void whatOneTaskOfTheRunTakesIsTaken(String key, String value, String tasks) throws IOException {
    writeOwnTask("capitals");
    List<String> all = List.of(tasks.split(" "));

    assertThatCode(() -> job(all, Map.of("evaluate." + key, value))).doesNotThrowAnyException();
  }

  private void writeOwnTask(String name) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name + "/task.conf"), "");
  }

  private EvaluateJob job(List<String> tasks, Map<String, Object> rules) {
    Map<String, Object> given = new HashMap<>(rules);
    given.put("evaluate.task", tasks);
    given.put("evaluate.data", folder.toString());
    given.put("evaluate.output", folder.resolve("out").toString());
    return new EvaluateJob(EvaluateJobTest.settings(given));
  }
}
