package dev.glossa.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.job.GlossaException;
import dev.glossa.pack.TinyTokenizer;
import dev.glossa.tokenizer.Tokenizer;
import dev.glossa.tokenizer.Tokenizers;
import dev.glossa.tune.Conversation.Role;
import dev.glossa.tune.Conversation.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTemplateTest {

  private static final ChatTemplate TEMPLATE =
      new ChatTemplate("{content}\n", "u: {content}\n", "a: {content}", null);

  @TempDir Path folder;
  private Tokenizer tokenizer;

  @BeforeEach
  void tokenizer() throws IOException {
    Path written = TinyTokenizer.write(folder);
    tokenizer = Tokenizers.huggingFace(Files.readAllBytes(written.resolve("tokenizer.json")));
  }

  @Test
  void onlyWhatAssistantsSayIsLearnedWithItsEndToken() {
    ChatTemplate.Tokens tokens =
        TEMPLATE.encode(
            new Conversation(
                List.of(
                    new Turn(Role.SYSTEM, "be kind"),
                    new Turn(Role.USER, "hi"),
                    new Turn(Role.ASSISTANT, "yes"),
                    new Turn(Role.USER, "why"),
                    new Turn(Role.ASSISTANT, "so"))),
            tokenizer);

    assertThat(tokens.ids()[0]).isEqualTo(tokenizer.bosId());
    assertThat(tokenizer.decode(textOf(tokens.ids())))
        .contains("be kind\nu: hi\na: yes")
        .contains("u: why\na: so");
    assertThat(learned(tokens)).isEqualTo("yes" + "</s>" + "so" + "</s>");
  }

  @Test
  void aConversationCutBeforeItsResponseTeachesNothing() {
    ChatTemplate.Tokens tokens =
        TEMPLATE.encode(
            new Conversation(List.of(new Turn(Role.USER, "hi"), new Turn(Role.ASSISTANT, "yes"))),
            tokenizer);
    assertThat(tokens.isLearned()).isTrue();
    assertThat(tokens.cut(5).isLearned()).isFalse();
    assertThat(tokens.cut(5).ids()).hasSize(5);
  }

  @Test
  void theJinjaTemplateHasTheSameTexts() {
    assertThat(TEMPLATE.jinja())
        .startsWith("{{ bos_token }}")
        .contains("{{ 'u: ' + message['content'] + '\\n' }}")
        .contains("{{ 'a: ' + message['content'] + '' + eos_token }}")
        .endsWith("{% if add_generation_prompt %}{{ 'a: ' }}{% endif %}");
  }

  private String learned(ChatTemplate.Tokens tokens) {
    StringBuilder learned = new StringBuilder();
    for (int i = 0; i < tokens.ids().length; i++) {
      if (tokens.labels()[i] != -100) {
        assertThat(tokens.labels()[i]).isEqualTo(tokens.ids()[i]);
        learned.append(tokenizer.piece(tokens.ids()[i]));
      }
    }
    return learned.toString();
  }

  private int[] textOf(int[] ids) {
    return Arrays.stream(ids).filter(id -> id > 2).toArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"include file(\"/etc/hostname\")|includes", "system = ${PATH}|PATH"})
  void aFileOfOnesOwnReadsNeitherOtherFilesNorTheEnvironment(String line, String sentence)
      throws IOException {
    Path file = folder.resolve("mine.conf");
    Files.writeString(
        file, "system = \"{content}\", user = ${system}, assistant = ${system}\n" + line);

    assertThatThrownBy(() -> ChatTemplate.read(file.toString()))
        .isInstanceOf(GlossaException.class)
        .hasMessageContainingAll("mine.conf", sentence);
  }
}
