package dev.glossa.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glossa.tune.Conversation.Role;
import dev.glossa.tune.Conversation.Turn;
import dev.glossa.tune.Conversation.UnusableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

  @Test
  void alpacaPutsTheInputAfterTheInstruction() throws Exception {
    assertThat(parse("{'instruction': 'Add', 'input': '1 2', 'output': '3'}"))
        .containsExactly(conversation("Add\n\n1 2", "3"));
    assertThat(parse("{'instruction': 'Add 1 2', 'input': '', 'output': '3'}"))
        .containsExactly(conversation("Add 1 2", "3"));
  }

  @Test
  void everyInstanceOfABelleSeedIsAConversation() throws Exception {
    assertThat(
            parse(
                "{'instruction': 'Add', 'instances': [{'input': '1', 'output': '2'},"
                    + " {'input': '', 'output': '3'}]}"))
        .containsExactly(conversation("Add\n\n1", "2"), conversation("Add", "3"));
  }

  @Test
  void messagesAndShareGptHaveTurns() throws Exception {
    List<Turn> turns =
        List.of(
            new Turn(Role.SYSTEM, "s"), new Turn(Role.USER, "u"), new Turn(Role.ASSISTANT, "a"));
    assertThat(
            parse(
                "{'messages': [{'role': 'system', 'content': 's'}, {'role': 'user', 'content':"
                    + " 'u'}, {'role': 'assistant', 'content': 'a'}]}"))
        .containsExactly(new Conversation(turns));
    assertThat(
            parse(
                "{'conversations': [{'from': 'system', 'value': 's'}, {'from': 'human', 'value':"
                    + " 'u'}, {'from': 'gpt', 'value': 'a'}]}"))
        .containsExactly(new Conversation(turns));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text': 'x'}",
        "[]",
        "{'instruction': 'x'}",
        "{'instruction': 'x', 'output': ' '}",
        "{'messages': [{'role': 'user', 'content': 'x'}]}",
        "{'messages': [{'role': 'tool', 'content': 'x'}]}"
      })
  void anythingElseIsRejectedWithItsReason(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(UnusableException.class)
        .message()
        .isNotBlank();
  }

  private static List<Conversation> parse(String json) throws Exception {
    return Conversation.parse(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  private static Conversation conversation(String user, String assistant) {
    return new Conversation(
        List.of(new Turn(Role.USER, user), new Turn(Role.ASSISTANT, assistant)));
  }
}
