package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.inference.ChatTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A model over bytes that writes the alphabet on, after a colon " B" first, and ends at a tilde.
 */
class ModelAnswererTest {
  private static final int CONTEXT = 20;

  private final BigramModel.Source source = new BigramModel.Source(CONTEXT, "answers");
  private final Answerer answerer =
      new ModelAnswerer(source.load(), source.tokenizer(), false, null);

  @Test
  void anAnswerIsWhatFollowsThePrompt() throws UnansweredException {
    assertThat(answerer.complete("Answer:", Answerer.Limits.tokens(3)))
        .isEqualTo(new Answer(" BC", 7, 3, "length"));
  }

  @Test
  void anEndTokenEndsItAndIsNoPartOfTheText() throws UnansweredException {
    assertThat(answerer.complete("{", Answerer.Limits.tokens(9)))
        .isEqualTo(new Answer("|}", 1, 3, "stop"));
  }

  @Test
  void theFirstOfTheStopTextsEndsIt() throws UnansweredException {
    Answer answer = answerer.complete("a", new Answerer.Limits(9, List.of("h", "ef", "z")));

    assertThat(answer.text()).isEqualTo("bcd");
    assertThat(answer.finishReason()).isEqualTo("stop");
  }

  @Test
  void theContextEndsItToo() throws UnansweredException {
    Answer answer = answerer.complete("a".repeat(CONTEXT - 2), Answerer.Limits.tokens(9));

    assertThat(answer).isEqualTo(new Answer("bc", CONTEXT - 2, 2, "length"));
  }

  @Test
  void aPromptWithoutRoomForAnAnswerHasNone() {
    assertThatThrownBy(() -> answerer.complete("a".repeat(CONTEXT), Answerer.Limits.tokens(9)))
        .isInstanceOf(UnansweredException.class)
        .hasMessage(
            "The prompt has 20 tokens, which leaves no room in the model's context of 20 tokens.");
  }

  @Test
  void aPromptBeginsWithTheBeginTokenWhereTheFolderSaysSo() throws UnansweredException {
    Answerer begins = new ModelAnswerer(source.load(), source.tokenizer(), true, null);

    assertThat(begins.complete("a", Answerer.Limits.tokens(1)).promptTokens()).isEqualTo(2);
  }

  @Test
  void aConversationIsItsTextWhereTheModelHasNoFormForIt() throws UnansweredException {
    List<ChatMessage> messages =
        List.of(
            new ChatMessage("system", "Be"),
            new ChatMessage("user", "ask"),
            new ChatMessage("assistant", "say"),
            new ChatMessage("user", "a"));

    // Be, ask, say, an empty line, a
    assertThat(answerer.chat(messages, Answerer.Limits.tokens(2)))
        .isEqualTo(new Answer("bc", 2 + 3 + 3 + 2 + 1, 2, "length"));
    assertThat(answerer.chats()).isFalse();
  }

  @Test
  void aConversationIsWrittenByTheTemplateOfTheFolder() throws UnansweredException {
    ChatTemplate template =
        ChatTemplate.parse("{{ bos_token }}{% for m in messages %}[{{ m.content }}]{% endfor %}A");
    Answerer chats = new ModelAnswerer(source.load(), source.tokenizer(), false, template);

    // the begin token is one token, not its letters
    assertThat(chats.chat(List.of(new ChatMessage("user", "hi")), Answerer.Limits.tokens(2)))
        .isEqualTo(new Answer("BC", 1 + 4 + 1, 2, "length"));
    assertThat(chats.chats()).isTrue();
  }

  @Test
  void whatMayFollowAtOnceHasAProbability() throws UnansweredException {
    double likely = Math.log(0.5);
    double unlikely = Math.log(0.5 / (BigramModel.VOCABULARY - 1));

    assertThat(next(List.of("b", "c"), Integer.MAX_VALUE))
        .containsExactly(new double[] {likely, unlikely}, within(1e-6));
    assertThat(next(List.of("bc", "cc"), Integer.MAX_VALUE))
        .containsExactly(new double[] {2 * likely, 2 * unlikely}, within(1e-6));
    // "b" is the likeliest, and "c" not
    assertThat(next(List.of("c"), 1)).containsExactly(Double.NEGATIVE_INFINITY);
  }

  private double[] next(List<String> texts, int among) throws UnansweredException {
    return answerer.nextLogProbabilities("a", texts, among).logProbabilities();
  }

  @Test
  void itSaysWhatFitsIntoItsContext() {
    assertThat(answerer.fits("a".repeat(CONTEXT))).isTrue();
    assertThat(answerer.fits("a".repeat(CONTEXT + 1))).isFalse();
  }
}
