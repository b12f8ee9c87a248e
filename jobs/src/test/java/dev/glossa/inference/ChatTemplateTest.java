package dev.glossa.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.benchmark.ChatMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
