package dev.glossa.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.benchmark.ChatMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTemplateTest {

  /** The cases were made by jinja2 (src/make/chat_templates.py). */
  @Test
  void aConversationIsWrittenAsJinjaWritesIt() throws IOException {
    JsonNode cases =
        new ObjectMapper().readTree(ChatTemplateTest.class.getResource("chat-templates.json"));
    assertThat(cases).isNotEmpty();
    for (JsonNode each : cases) {
      ChatTemplate template = ChatTemplate.parse(each.get("template").asText());
      List<ChatMessage> messages = new ArrayList<>();
      for (JsonNode message : each.get("messages")) {
        messages.add(
            new ChatMessage(message.get("role").asText(), message.get("content").asText()));
      }
      if (each.has("refused")) {
        assertThatThrownBy(() -> template.render(messages, "<s>", "</s>"))
            .isInstanceOf(ChatTemplate.RefusedException.class)
            .hasMessage(each.get("refused").asText());
      } else {
        assertThat(template.render(messages, "<s>", "</s>"))
            .as("%s of %s", each.get("name"), messages)
            .isEqualTo(each.get("text").asText());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% macro m() %}{% endmacro %}",
        "{% set ns = namespace(found=false) %}",
        "{{ messages | tojson }}",
        "{% for m in messages if m.role == 'user' %}{% endfor %}",
        "{% for m in messages %}{{ m.content }}",
        "{{ messages[0].content.split('a')[0] }}"
      })
  void whatItDoesNotUnderstandIsSaidBeforeAnythingIsWritten(String template) {
    assertThatThrownBy(() -> ChatTemplate.parse(template))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongTextIsNoDifficulty() {
    String text = "a".repeat(60_000);
    assertThat(ChatTemplate.parse("{{ '" + text + "' }}").render(List.of(), "", ""))
        .isEqualTo(text);
  }

  static Stream<String> hugeTemplates() {
    return Stream.of(
        "{{ " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " }}",
        "{{ " + "not ".repeat(15_000) + "1 }}",
        "{{ 1" + " + 1".repeat(15_000) + " }}",
        "{{ '" + "a".repeat(60_000) + "'",
        "{{ '" + "\\\\".repeat(30_000),
        "{% if a %}".repeat(5_000) + "{% endif %}".repeat(1_000),
        "{% if a %}" + "{% elif a %}".repeat(5_000) + "{% endif %}",
        "{%".repeat(30_000),
        "{{ a".repeat(10_000),
        "a".repeat(70_000));
  }

  @ParameterizedTest
  @MethodSource("hugeTemplates")
  void whatIsTooLargeForATemplateIsRefused(String template) {
    assertThatThrownBy(() -> ChatTemplate.parse(template))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in messages %}{% for b in messages %}{% for c in messages %}{% for d in messages %}"
            + "{% for e in messages %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in messages %}{{ a.content }}{% endfor %}",
        "{% set a = messages[0].content %}{{ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a ~ a }}",
        "{{ messages[0].content[1:] }}",
        "{{ 1 % 0 }}",
        "{{ 'a' - 1 }}"
      })
  void aTemplateThatNeedsTooMuchOrTheImpossibleIsRefused(String template) {
    List<ChatMessage> messages =
        Collections.nCopies(20, new ChatMessage("user", "a".repeat(2_000_000)));
    assertThatThrownBy(() -> ChatTemplate.parse(template).render(messages, "", ""))
        .isInstanceOf(ChatTemplate.RefusedException.class);
  }
}
