package dev.glossa.evaluate;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.generate.Generation;
import dev.glossa.generate.GenerationRequest;
import dev.glossa.generate.SamplingSettings;
import dev.glossa.inference.ChatTemplate;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.ModelSource;
import dev.glossa.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model of ours that is asked in words. A conversation is written by the chat template of its
 * folder, if that has one that can be rendered here.
 */
final class ModelAnswerer implements Answerer {
  private static final Logger LOG = LoggerFactory.getLogger(ModelAnswerer.class);

  private final LanguageModel model;
  private final Tokenizer tokenizer;
  private final int begin;
  private final ChatTemplate template;

  /**
   * @param beginsPrompts whether a text begins with BOS
   * @param template null if the model has no form for conversations
   */
  ModelAnswerer(
      LanguageModel model, Tokenizer tokenizer, boolean beginsPrompts, ChatTemplate template) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.begin = beginsPrompts ? tokenizer.bosId() : -1;
    this.template = template;
  }

  /** A loaded model with what else its source has. */
  static ModelAnswerer of(LanguageModel model, ModelSource source) {
    return new ModelAnswerer(
        model, source.tokenizer(), source.beginsPrompts(), template(source.chatTemplate()));
  }

  private static ChatTemplate template(Optional<String> jinja) {
    if (jinja.isPresent()) {
      try {
        return ChatTemplate.parse(jinja.get());
      } catch (IllegalArgumentException e) {
        LOG.warn(
            "The model's chat template cannot be rendered here ({}): conversations are written as"
                + " their plain text.",
            e.getMessage());
      }
    }
    return null;
  }

  @Override
  public boolean chats() {
    return template != null;
  }

  @Override
  public Answer complete(String prompt, Limits limits) throws UnansweredException {
    return answers(List.of(new Text(prompt, limits))).get(0).orThrow();
  }

  @Override
  public Answer chat(List<ChatMessage> messages, Limits limits) throws UnansweredException {
    return answers(List.of(new Conversation(messages, limits))).get(0).orThrow();
  }

  @Override
  public List<Reply> answers(List<Request> requests) {
    Reply[] replies = new Reply[requests.size()];
    List<Integer> asked = new ArrayList<>();
    List<GenerationRequest> generations = new ArrayList<>();
    for (int i = 0; i < replies.length; i++) {
      try {
        generations.add(generation(requests.get(i)));
        asked.add(i);
      } catch (UnansweredException e) {
        replies[i] = new Reply(null, e);
      }
    }
    List<Generation> generated = model.generate(generations);
    for (int g = 0; g < generated.size(); g++) {
      int i = asked.get(g);
      int promptTokens = generations.get(g).prompt().length;
      replies[i] =
          new Reply(answer(requests.get(i).limits(), promptTokens, generated.get(g)), null);
    }
    return List.of(replies);
  }

  /**
   * How likely a reply to a conversation is, end token not counted.
   *
   * @throws UnansweredException if both are longer than the model's context
   */
  Perplexities.Scored score(List<ChatMessage> messages, String reply) throws UnansweredException {
    int[] before = ids(messages, "");
    int[] whole = ids(messages, reply);
    if (whole.length > model.contextLength() + 1) {
      throw new UnansweredException(
          "Question and reference have %d tokens, more than the model's context of %d tokens."
              .formatted(whole.length, model.contextLength()));
    }
    int mismatch = Arrays.mismatch(before, whole);
    int first = Math.max(1, mismatch < 0 ? whole.length : mismatch);
    double[] tokens = model.tokenLogProbabilities(new int[][] {whole})[0];
    double sum = 0;
    for (int t = first; t < tokens.length; t++) {
      sum += tokens[t];
    }
    return new Perplexities.Scored(
        sum, whole.length - first, TextUnits.words(reply), TextUnits.bytes(reply));
  }

  /** Tokens of a conversation and of the beginning of what is said next. */
  private int[] ids(List<ChatMessage> messages, String reply) throws UnansweredException {
    if (template == null) {
      return OptionScores.encode(tokenizer, begin, plain(messages) + reply);
    }
    try {
      String text = template.render(messages, piece(tokenizer.bosId()), piece(tokenizer.eosId()));
      return SpecialTokens.encode(tokenizer, text + reply);
    } catch (ChatTemplate.RefusedException e) {
      throw new UnansweredException(
          "The model's chat template refuses the conversation: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean fits(String prompt) {
    return OptionScores.encode(tokenizer, begin, prompt).length <= model.contextLength();
  }

  @Override
  public Next nextLogProbabilities(String prompt, List<String> texts, int among)
      throws UnansweredException {
    if (!fits(prompt)) {
      throw new UnansweredException(
          "The prompt is longer than the model's context of %d tokens."
              .formatted(model.contextLength()));
    }
    Weighing weighing = Weighing.following(tokenizer, begin, prompt, texts, among);
    return new Next(weighing.scores(model), weighing.context().length, 0);
  }

  /** A conversation as text, for models without a form for it. */
  static String plain(List<ChatMessage> messages) {
    StringBuilder text = new StringBuilder();
    for (ChatMessage message : messages) {
      text.append(message.content()).append(message.role().equals("assistant") ? "\n\n" : "");
    }
    return text.toString();
  }

  private GenerationRequest generation(Request request) throws UnansweredException {
    int[] ids =
        request instanceof Text text
            ? OptionScores.encode(tokenizer, begin, text.prompt())
            : ids(((Conversation) request).messages(), "");
    int room = model.contextLength() - ids.length;
    if (ids.length == 0) {
      throw new UnansweredException("The prompt has no token.");
    }
    if (room < 1) {
      throw new UnansweredException(
          "The prompt has %d tokens, which leaves no room in the model's context of %d tokens."
              .formatted(ids.length, model.contextLength()));
    }
    int most = Math.min(request.limits().maxNewTokens(), room);
    return new GenerationRequest(ids, SamplingSettings.greedy(most, model.endTokens()));
  }

  private Answer answer(Limits limits, int promptTokens, Generation generation) {
    String text = text(generation.ids());
    String kept = before(limits.stop(), text);
    boolean stopped =
        kept.length() < text.length() || generation.finishReason() == Generation.FinishReason.STOP;
    Generation.FinishReason reason =
        stopped ? Generation.FinishReason.STOP : Generation.FinishReason.LENGTH;
    return new Answer(
        kept, promptTokens, generation.ids().size(), reason.name().toLowerCase(Locale.ROOT));
  }

  private String piece(int id) {
    return id < 0 ? "" : tokenizer.piece(id);
  }

  private String text(List<Integer> ids) {
    Set<Integer> ends = model.endTokens();
    return tokenizer.decode(
        ids.stream().filter(id -> !ends.contains(id)).mapToInt(id -> id).toArray());
  }

  /** What stands before the first of the stop texts. */
  static String before(List<String> stops, String text) {
    int end = text.length();
    for (String stop : stops) {
      int at = text.indexOf(stop);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }
}
