package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.benchmark.ChoiceQuestion;
import dev.glossa.benchmark.CmmluPrompt;
import dev.glossa.benchmark.CmmluSubject;
import dev.glossa.inference.LanguageModel;
import dev.glossa.inference.ModelSource;
import dev.glossa.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real model's scores against the official code and lm-evaluation-harness. */
class SmolLm2EvaluationIT {
  private static final String GOLDEN = "golden/evaluation/loglikelihood/";
  private static final double TOLERANCE = 1e-3;
  private static final int BATCH = 8;

  private static ModelSource source;
  private static LanguageModel model;
  private static Tokenizer tokenizer;

  @BeforeAll
  static void load() throws IOException {
    String folder = System.getProperty("glossa.smollm2", "");
    assumeFalse(folder.isEmpty(), "Skipped: SmolLM2 is not given (-Dglossa.smollm2=DIR).");
    source = new ByteLevelSource(Path.of(folder));
    model = source.load();
    tokenizer = source.tokenizer();
  }

  @Test
  void optionsScoreAsInTheOfficialCode() {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "mmlu-official.jsonl.gz")) {
      double[] scores = letters(golden.get("prompt").asText()).scores(model);
      assertEqual(scores, golden.get("logprobs"));
    }
  }

  @Test
  void optionsOfManyQuestionsAtOnceScoreAsInTheHarness() {
    List<JsonNode> questions = GoldenEvaluation.lines(GOLDEN + "mmlu-harness.jsonl.gz");
    for (int from = 0; from < questions.size(); from += BATCH) {
      List<JsonNode> some = questions.subList(from, Math.min(questions.size(), from + BATCH));
      List<double[]> scores =
          Weighing.all(
              model, some.stream().map(golden -> letters(golden.get("context").asText())).toList());
      for (int i = 0; i < some.size(); i++) {
        assertEqual(scores.get(i), some.get(i).get("loglikelihoods"));
      }
    }
  }

  @Test
  void optionsTextsScoreAsInTheHarness() throws IOException {
    double right = 0;
    double rightPerCharacter = 0;
    List<JsonNode> questions = GoldenEvaluation.lines(GOLDEN + "option-text-harness.jsonl.gz");
    for (JsonNode golden : questions) {
      List<String> continuations = new ArrayList<>();
      golden.get("continuations").forEach(each -> continuations.add(each.asText()));
      double[] scores =
          OptionTexts.weighing(tokenizer, begin(), golden.get("context").asText(), continuations)
              .scores(model);
      assertEqual(scores, golden.get("loglikelihoods"));
      double[] perCharacter =
          OptionTexts.perCharacter(scores, continuations.stream().map(String::strip).toList());
      assertEqual(perCharacter, golden.get("per_character"));
      int target = golden.get("target").asInt();
      right += OptionTexts.largest(scores) == target ? 1 : 0;
      rightPerCharacter += OptionTexts.largest(perCharacter) == target ? 1 : 0;
    }
    JsonNode accuracy =
        GoldenEvaluation.file(GOLDEN + "option-text-harness-accuracy.json").get("option_text");
    assertThat(right / questions.size()).isEqualTo(accuracy.get("acc").asDouble());
    assertThat(rightPerCharacter / questions.size()).isEqualTo(accuracy.get("acc_norm").asDouble());
  }

  @Test
  void lettersOfCevalScoreAsInTheOfficialCode() throws UnansweredException {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "ceval-official.jsonl.gz")) {
      assertFirstTokens(golden, golden.get("prompt").asText(), tokenizer.bosId());
    }
  }

  @Test
  void lettersOfCmmluScoreAsInTheOfficialCode() throws IOException, UnansweredException {
    CmmluFolder folder =
        new CmmluFolder(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(
                GoldenEvaluation.shared("data/benchmarks/cmmlu").toUri()));
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "cmmlu-official.jsonl.gz")) {
      String subject = golden.get("subject").asText();
      CmmluPrompt prompt =
          CmmluPrompt.of(
              CmmluSubject.of(subject).orElseThrow(),
              folder.read("dev").get(subject),
              folder.read("test").get(subject).get(golden.get("index").asInt()),
              CmmluPrompt.Style.ANSWER,
              golden.get("max_length").asInt(),
              text -> tokenizer.encode(text).length);
      assertFirstTokens(golden, prompt.text(), -1);
    }
  }

  /** Logits, of which log-probabilities tell the differences. */
  private void assertFirstTokens(JsonNode golden, String prompt, int begin)
      throws UnansweredException {
    ChoiceQuestion question =
        new ChoiceQuestion("", List.of("", "", "", ""), golden.get("gold").asText(), null);
    ItemBatch.Question asked =
        OptionScores.firstTokens(
            "", new ChoiceItem("", 0, question), prompt, 0, begin, model, tokenizer);
    Row row = asked.row().apply(asked.weighing().scores(model));
    Double[] scores = row.getAs(ItemTable.SCHEMA.fieldIndex("option_log_likelihoods"));
    for (int i = 1; i < scores.length; i++) {
      double difference =
          golden.get("logits").get(i).asDouble() - golden.get("logits").get(0).asDouble();
      assertThat(scores[i] - scores[0]).isCloseTo(difference, within(TOLERANCE));
    }
    assertThat((String) row.getAs(ItemTable.SCHEMA.fieldIndex("prediction")))
        .isEqualTo(golden.get("prediction").asText());
  }

  @Test
  void documentsScoreAsInTheHarness() throws IOException {
    int window = GoldenEvaluation.file(GOLDEN + "rolling-totals.json").get("window").asInt();
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "rolling.jsonl.gz")) {
      Perplexities.Scored scored =
          PerplexityTask.score(golden.get("text").asText(), model, tokenizer, window, window);
      assertThat(scored.tokens()).isEqualTo(golden.get("tokens").asLong());
      assertThat(scored.logLikelihood())
          .as(golden.get("name").asText())
          .isCloseTo(golden.get("loglikelihood").asDouble(), within(TOLERANCE));
    }
  }

  private Weighing letters(String prompt) {
    return Weighing.following(
        tokenizer, begin(), prompt, List.of(" A", " B", " C", " D"), Integer.MAX_VALUE);
  }

  private int begin() {
    return source.beginsPrompts() ? tokenizer.bosId() : -1;
  }

  private static void assertEqual(double[] scores, JsonNode golden) {
    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i]).isCloseTo(golden.get(i).asDouble(), within(TOLERANCE));
    }
  }
}
