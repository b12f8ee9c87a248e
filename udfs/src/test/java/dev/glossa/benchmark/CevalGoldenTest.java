package dev.glossa.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.SharedData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C-Eval's format against what its authors' evaluators ask and read. */
class CevalGoldenTest {
  private static final String CEVAL = "ceval";
  private static final int SHOTS = 5;

  private final Map<String, List<ChoiceQuestion>> files = new HashMap<>();

  @Test
  void promptsToContinueAreTheOfficialOnes() {
    OfficialGolden.hold(
        OfficialGolden.rows(CEVAL, "prompts-text"),
        row -> {
          String subject = row.get("subject").asText();
          String kind = row.get("kind").asText();
          JsonNode prompt = row.get("prompt");
          if (kind.equals("chatglm-few-shot-history")) {
            return CevalPrompt.history(
                    subject, dev(subject), question(row), CevalPrompt.Style.ANSWER)
                .equals(Optional.of(history(prompt)));
          }
          boolean thought = kind.equals("few-shot-cot");
          return CevalPrompt.text(
                  subject,
                  thought ? explained(subject) : shots(subject, kind),
                  question(row),
                  thought ? CevalPrompt.Style.THOUGHT : CevalPrompt.Style.ANSWER)
              .equals(Optional.of(prompt.asText()));
        });
  }

  @Test
  void everyItemHasTheDigestOfItsOfficialPrompt() {
    OfficialGolden.hold(
        OfficialGolden.rows(CEVAL, "prompt-digests"),
        row -> {
          String subject = row.get(0).asText();
          ChoiceQuestion question = questions(subject, "val").get(row.get(1).asInt());
          String prompt =
              CevalPrompt.text(subject, dev(subject), question, CevalPrompt.Style.ANSWER)
                  .orElseThrow();
          return OfficialGolden.digest(prompt).equals(row.get(2).asText());
        });
  }

  @Test
  void conversationsAreTheOfficialOnes() {
    OfficialGolden.hold(
        OfficialGolden.rows(CEVAL, "prompts-chat"),
        row -> {
          String subject = row.get("subject").asText();
          String kind = row.get("kind").asText();
          return CevalPrompt.chat(
                  subject,
                  kind.equals("zero-shot") ? List.of() : explained(subject),
                  question(row),
                  kind.endsWith("cot") ? CevalPrompt.Style.THOUGHT : CevalPrompt.Style.ANSWER)
              .equals(Optional.of(OfficialGolden.messages(row.get("messages"))));
        });
  }

  @Test
  void aChainOfThoughtNeedsExplanations() {
    for (JsonNode row : OfficialGolden.file(CEVAL, "prompt-errors")) {
      String subject = row.get("subject").asText();
      ChoiceQuestion question = questions(subject, "val").get(0);
      assertThat(CevalPrompt.text(subject, dev(subject), question, CevalPrompt.Style.THOUGHT))
          .isEmpty();
      assertThat(CevalPrompt.chat(subject, dev(subject), question, CevalPrompt.Style.THOUGHT))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chat-zero-shot,CHAT_ZERO_SHOT",
    "chat-few-shot,CHAT_FEW_SHOT",
    "chat-cot,CHAT_THOUGHT",
    "llama-cot,COMPLETION_THOUGHT",
    "chatglm,CHAT_LETTER",
    "minimax-cot,CHAT_LETTER"
  })
  void outputsAreReadAndJudgedAsTheOfficialCodeDoes(String routine, CevalScoring scoring) {
    OfficialGolden.hold(
        OfficialGolden.rows(CEVAL, "extraction-" + routine),
        row -> {
          String output = row.get("output").asText();
          if (row.has("without_prompt") && !row.get("without_prompt").asBoolean()) {
            output = asked(question(row)) + output;
          }
          Verdict verdict = scoring.judge(question(row), output);
          return (verdict.error() != null) == row.has("error")
              && verdict.right() == row.path("correct").asBoolean()
              && read(row, verdict);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "chat-zero-shot,CHAT_ZERO_SHOT",
    "chat-few-shot,CHAT_FEW_SHOT",
    "chat-cot,CHAT_THOUGHT",
    "llama-cot,COMPLETION_THOUGHT"
  })
  void totalsAreTheOfficialOnes(String routine, CevalScoring scoring) {
    JsonNode totals = OfficialGolden.file(CEVAL, "totals").get(routine);
    Map<String, Tally> tallies = new TreeMap<>();
    for (JsonNode row : OfficialGolden.rows(CEVAL, "totals-outputs")) {
      ChoiceQuestion question = question(row);
      String output = row.get("output").asText();
      Verdict verdict =
          scoring.judge(
              question,
              scoring == CevalScoring.COMPLETION_THOUGHT ? asked(question) + output : output);
      tallies.merge(
          row.get("subject").asText(), new Tally(verdict.right() ? 1 : 0, 1), Tally::plus);
    }
    tallies.forEach(
        (subject, tally) ->
            assertThat(100.0 * tally.right() / tally.items())
                .isEqualTo(totals.get("subjects").get(subject).get("correct_ratio").asDouble()));
    // the official figures are percents, and sums of rounded ones
    assertThat(100 * Tally.macroAverage(tallies.values()))
        .isCloseTo(totals.get("macro_average").asDouble(), within(1e-12));
    assertThat(100 * Tally.microAverage(tallies.values()))
        .isCloseTo(totals.get("micro_average").asDouble(), within(1e-12));
  }

  /** What each official routine says that it found. */
  private static boolean read(JsonNode row, Verdict verdict) {
    String extracted = verdict.extracted();
    if (row.has("candidates")) {
      List<String> candidates = OfficialGolden.strings(row.get("candidates"));
      return CevalPhrases.candidates(PythonText.strip(row.get("output").asText()))
          .equals(candidates);
    }
    if (row.has("normalised")) {
      return row.get("normalised").asText().equals(extracted);
    }
    if (row.has("by_phrase")) {
      String letter = row.get("extracted").asText();
      return letter.equals(extracted == null ? "-" : extracted)
          && CevalPhrases.conclusion(row.get("output").asText()).isPresent()
              == row.get("by_phrase").asBoolean();
    }
    if (row.has("extracted")) {
      JsonNode golden = row.get("extracted");
      return Objects.equals(
          golden.isInt() ? ChoiceQuestion.LETTERS.get(golden.asInt()) : golden.textValue(),
          extracted);
    }
    return true;
  }

  /** The last part of a prompt that is to be continued with thoughts. */
  private static String asked(ChoiceQuestion question) {
    String prompt =
        CevalPrompt.text("", List.of(), question, CevalPrompt.Style.THOUGHT).orElseThrow();
    return prompt.substring(prompt.indexOf("\n\n") + 2);
  }

  private static List<ChatMessage> history(JsonNode pairs) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonNode pair : pairs) {
      if (pair.isArray()) {
        messages.add(new ChatMessage("user", pair.get(0).asText()));
        messages.add(new ChatMessage("assistant", pair.get(1).asText()));
      } else {
        messages.add(new ChatMessage("user", pair.asText()));
      }
    }
    return messages;
  }

  private List<ChoiceQuestion> shots(String subject, String kind) {
    int all = questions(subject, "dev").size();
    int k = kind.startsWith("k=") ? Integer.parseInt(kind.substring(2)) : SHOTS;
    return questions(subject, "dev").subList(0, k < 0 ? all : k);
  }

  private List<ChoiceQuestion> dev(String subject) {
    return questions(subject, "dev").subList(0, SHOTS);
  }

  /** The explanations that the golden values were made with. */
  private List<ChoiceQuestion> explained(String subject) {
    List<ChoiceQuestion> explained = new ArrayList<>();
    for (ChoiceQuestion q : dev(subject)) {
      String explanation = "1. 说明%d。\n2. 故选%s。".formatted(explained.size(), q.answer());
      explained.add(new ChoiceQuestion(q.question(), q.options(), q.answer(), explanation));
    }
    return explained;
  }

  private ChoiceQuestion question(JsonNode row) {
    return questions(row.get("subject").asText(), "val").get(row.get("index").asInt());
  }

  private List<ChoiceQuestion> questions(String subject, String split) {
    return files.computeIfAbsent(
        split + "/" + subject + "_" + split + ".csv",
        file ->
            OfficialGolden.csv(SharedData.folder("data/benchmarks/ceval-layout").resolve(file))
                .stream()
                .skip(1)
                .map(
                    cells ->
                        new ChoiceQuestion(cells.get(1), cells.subList(2, 6), cells.get(6), null))
                .toList());
  }
}
