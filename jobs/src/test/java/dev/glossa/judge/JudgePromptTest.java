package dev.glossa.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.job.GlossaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgePromptTest {
  @TempDir Path folder;

  private static Answer answer(String text, String reference) {
    ChatMessage question = new ChatMessage("user", "What is {answer} in $1?");
    return new Answer(new Question("1", null, null, List.of(question), reference), "", text);
  }

  @ParameterizedTest
  @CsvSource({"stars-1-3, 1", "stars-0-3, 0"})
  void theBundledOnesJudgeFiveAspectsAndSayWhoseTheyAre(String name, int lowest) {
    JudgePrompt prompt = JudgePrompt.read(name);

    assertThat(prompt.aspectNames())
        .containsExactlyInAnyOrder(
            "accuracy", "fluency", "informativeness", "logicality", "harmlessness");
    assertThat(prompt.lowest()).isEqualTo(lowest);
    assertThat(prompt.highest()).isEqualTo(3);
    assertThat(prompt.source()).startsWith("Glossa's own").contains("not the prompt of");
    for (JudgePrompt.Aspect aspect : prompt.aspects()) {
      for (int stars = lowest; stars <= 3; stars++) {
        assertThat(aspect.rubric()).contains(stars + ": ");
      }
    }
  }

  @Test
  void whatIsFilledInIsNotFilledAgain() {
    JudgePrompt prompt = JudgePrompt.read("stars-1-3");

    List<ChatMessage> messages =
        prompt.messages(answer("a \\ {reference}", "$0 {question}"), prompt.order(0));

    assertThat(messages).extracting(ChatMessage::role).containsExactly("system", "user");
    assertThat(messages.get(1).content())
        .contains("What is {answer} in $1?", "a \\ {reference}", "$0 {question}")
        .contains("{\"accuracy\": STARS, \"informativeness\": STARS, ")
        .doesNotContain("{aspects}", "{form}");
  }

  @Test
  void aMissingReferenceIsSaid() {
    JudgePrompt prompt = JudgePrompt.read("stars-0-3");

    assertThat(prompt.messages(answer("x", null), prompt.order(0)).get(1).content())
        .contains(prompt.noReference());
  }

  @Test
  void eachRepetitionBeginsOneAspectLater() {
    JudgePrompt prompt = JudgePrompt.read("stars-1-3");
    List<String> names = prompt.aspectNames();

    assertThat(prompt.order(0)).isEqualTo(names);
    assertThat(prompt.order(1)).startsWith(names.get(1)).endsWith(names.get(0));
    assertThat(prompt.order(5)).isEqualTo(names);
  }

  @Test
  void aFileWithoutThePlaceOfTheAnswerIsRefused() throws IOException {
    Path file = folder.resolve("mine.conf");
    Files.writeString(
        file,
        """
        name = mine, source = me, lowest = 1, highest = 5, system = "", no-reference = "", again = ""
        aspects = [{ name = wit, rubric = "1: none." }], user = "How witty is {question}?"
        """);

    assertThatThrownBy(() -> JudgePrompt.read(file.toString()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContainingAll("mine.conf", "'user' has no {answer}");
    Files.writeString(file, Files.readString(file).replace("How witty is", "\"${PATH}\"{answer}"));
    assertThatThrownBy(() -> JudgePrompt.read(file.toString()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("PATH");
    assertThatThrownBy(() -> JudgePrompt.read("stars-9"))
        .isInstanceOf(GlossaException.class)
        .hasMessageContaining("stars-9");
  }

  @Test
  void aFileOfOnesOwnIncludesNoOther() throws IOException {
    Path file = folder.resolve("mine.conf");
    Files.writeString(file, "include \"/etc/hostname\"\nname = mine");

    assertThatThrownBy(() -> JudgePrompt.read(file.toString()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContainingAll("mine.conf' includes '/etc/hostname'", "into it.");
  }
}
