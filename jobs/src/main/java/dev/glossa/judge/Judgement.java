package dev.glossa.judge;

import dev.glossa.benchmark.ChatMessage;
import dev.glossa.remote.TokenUsage;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What a judge said of an answer, with all that it was shown.
 *
 * @param key what was asked of whom: equal for what need not be asked again
 * @param judge the judge, as URL#NAME
 * @param model whose answer was judged; empty if nobody says it
 * @param id of the question
 * @param category of the question, or null
 * @param language of the question, or null
 * @param repeat the number of the repetition, from 0
 * @param order the aspects as the judge read them
 * @param question the question
 * @param answer the answer
 * @param reference a correct answer, or null
 * @param prompt the messages that the judge was sent first
 * @param replies what it said, each time it was asked
 * @param problems why its replies could not be read, a line each
 * @param stars by aspect; null if no reply could be read
 * @param open whether the judge is to be asked again: a run that ends before leaves it so
 * @param usage the tokens of all requests
 */
record Judgement(
    String key,
    String judge,
    String model,
    String id,
    String category,
    String language,
    int repeat,
    List<String> order,
    String question,
    String answer,
    String reference,
    List<ChatMessage> prompt,
    List<String> replies,
    List<String> problems,
    SortedMap<String, Integer> stars,
    boolean open,
    TokenUsage usage) {

  /** Judge by judge, model by model, in the order of languages and ids. */
  static final Comparator<Judgement> ORDER =
      Comparator.comparing(Judgement::judge)
          .thenComparing(Judgement::model)
          .thenComparing(Judgement::questionName)
          .thenComparing(Judgement::repeat);

  boolean isReadable() {
    return stars != null;
  }

  /** The question among those of all languages. */
  String questionName() {
    return Question.name(language, id);
  }

  /** The answer that was judged, among those of all models. */
  String unit() {
    return model + "\0" + questionName();
  }

  /** Mean of the stars of all aspects. */
  double average() {
    return stars.values().stream().mapToInt(n -> n).average().orElseThrow();
  }

  /** The same under other names. */
  Judgement as(String otherJudge, int otherRepeat) {
    return new Judgement(
        key,
        otherJudge,
        model,
        id,
        category,
        language,
        otherRepeat,
        order,
        question,
        answer,
        reference,
        prompt,
        replies,
        problems,
        stars,
        open,
        usage);
  }

  /**
   * The same after another reply.
   *
   * @param reading the stars, or why there are none
   * @param again whether the judge is asked again if there are none
   */
  Judgement replied(String reply, StarsReader.Reading reading, boolean again, TokenUsage tokens) {
    boolean isRead = reading.stars() != null;
    return with(
        plus(replies, reply),
        isRead ? problems : plus(problems, reading.problem()),
        reading.stars(),
        again && !isRead,
        usage.plus(tokens));
  }

  /**
   * The same after a request without a reply.
   *
   * @param again whether the judge is asked again
   */
  Judgement failed(String problem, boolean again) {
    return with(replies, plus(problems, problem), null, again, usage);
  }

  private static List<String> plus(List<String> some, String another) {
    return Stream.concat(some.stream(), Stream.of(another)).toList();
  }

  /** The same with stars read anew. */
  Judgement reread(StarsReader reader) {
    StarsReader.Reading reading =
        replies.isEmpty()
            ? new StarsReader.Reading(null, null)
            : reader.read(replies.get(replies.size() - 1));
    return with(replies, problems, reading.stars(), open, usage);
  }

  private Judgement with(
      List<String> newReplies,
      List<String> newProblems,
      SortedMap<String, Integer> newStars,
      boolean isOpen,
      TokenUsage newUsage) {
    return new Judgement(
        key,
        judge,
        model,
        id,
        category,
        language,
        repeat,
        order,
        question,
        answer,
        reference,
        prompt,
        newReplies,
        newProblems,
        newStars,
        isOpen,
        newUsage);
  }
}
