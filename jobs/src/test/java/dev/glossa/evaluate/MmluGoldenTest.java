package dev.glossa.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.benchmark.ChoiceQuestion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MMLU against what its authors' code wrote and printed. */
class MmluGoldenTest {
  private static final String GOLDEN = "golden/evaluation/mmlu/";
  private static final int SHOTS = 5;

  private SortedMap<String, List<ChoiceQuestion>> dev;
  private SortedMap<String, List<ChoiceQuestion>> test;

  @BeforeEach
  void read() throws Exception {
    Path data = new Path(GoldenEvaluation.shared("data/benchmarks/mmlu").toUri());
    MmluFolder folder = new MmluFolder(FileSystem.getLocal(new Configuration()), data);
    dev = folder.read("dev");
    test = folder.read("test");
  }

  @Test
  void promptsAreTheOfficialOnes() {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "prompts.jsonl.gz")) {
      MmluPrompt prompt = prompt(golden, MmluTask.MAX_TOKENS).orElseThrow();
      assertThat(prompt.text()).isEqualTo(golden.get("prompt").asText());
      assertThat(prompt.shots()).isEqualTo(golden.get("shots").asInt());
      assertThat(OpenAiTokens.GPT2.count(prompt.text()))
          .isEqualTo(golden.get("gpt2_tokens").asInt());
    }
  }

  @Test
  void everyItemHasTheDigestOfItsOfficialPrompt() throws Exception {
    List<String> different = new ArrayList<>();
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "prompt-digests.jsonl.gz")) {
      MmluPrompt prompt =
          prompt(golden.get(0).asText(), golden.get(1).asInt(), gpt2(MmluTask.MAX_TOKENS))
              .orElseThrow();
      if (prompt.shots() != golden.get(2).asInt()
          || !digest(prompt.text()).equals(golden.get(3).asText())) {
        different.add(golden.toString());
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void shotsAreDroppedAsTheOfficialLoopDropsThem() throws Exception {
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "prompts-max-length.jsonl.gz")) {
      if (!golden.get("tokenizer").asText().equals("gpt2")) {
        continue;
      }
      Optional<MmluPrompt> prompt = prompt(golden, golden.get("limit").asInt());
      if (golden.get("shots").isNull()) {
        assertThat(prompt).isEmpty();
      } else {
        assertThat(prompt.orElseThrow().shots()).isEqualTo(golden.get("shots").asInt());
        assertThat(digest(prompt.orElseThrow().text())).isEqualTo(golden.get("sha256").asText());
      }
    }
  }

  @Test
  void theLikeliestLetterIsTheAnswer() throws Exception {
    List<Row> items = new ArrayList<>();
    for (JsonNode golden : GoldenEvaluation.lines(GOLDEN + "totals-logprobs.jsonl.gz")) {
      String subject = golden.get("subject").asText();
      int index = golden.get("index").asInt();
      ChoiceItem item = new ChoiceItem(subject, index, test.get(subject).get(index));
      double[] scores = new double[SHOTS - 1];
      for (int i = 0; i < scores.length; i++) {
        JsonNode score = golden.get("logprobs").get(i);
        scores[i] = score.isNull() ? OptionScores.ABSENT : score.asDouble();
      }
      Row row = item(item, scores);
      boolean correct = row.getAs("correct");
      assertThat(correct).isEqualTo(golden.get("correct").asBoolean());
      items.add(row);
    }

    JsonNode totals = GoldenEvaluation.file(GOLDEN + "totals.json");
    Task.Results results = new MmluTask().results(items.iterator());
    assertThat(results.metrics().get("acc").value())
        .isEqualTo(totals.get("micro_accuracy").asDouble());
    SortedMap<String, Double> golden = new TreeMap<>();
    accuracies(totals.get("subjects"), "", golden);
    accuracies(totals.at("/groups/subcategories"), "subcategory ", golden);
    accuracies(totals.at("/groups/categories"), "", golden);
    SortedMap<String, Double> ours = new TreeMap<>();
    results.groups().forEach((group, metrics) -> ours.put(group, metrics.get("acc").value()));
    assertThat(ours).isEqualTo(golden);
  }

  @Test
  void theHarnessHasPromptsOfItsOwn() {
    for (JsonNode golden :
        GoldenEvaluation.lines("golden/evaluation/loglikelihood/mmlu-harness.jsonl.gz")) {
      String subject = golden.get("task").asText().substring("mmlu_".length());
      MmluPrompt prompt =
          MmluPrompt.of(
                  Mode.HARNESS,
                  subject,
                  dev.get(subject),
                  SHOTS,
                  test.get(subject).get(golden.get("index").asInt()),
                  text -> true)
              .orElseThrow();
      assertThat(prompt.text()).isEqualTo(golden.get("context").asText());
    }
  }

  private static void accuracies(JsonNode of, String prefix, SortedMap<String, Double> into) {
    of.properties()
        .forEach(
            group ->
                into.put(prefix + group.getKey(), group.getValue().get("accuracy").asDouble()));
  }

  private static Row item(ChoiceItem item, double[] scores) {
    Row row = ItemTable.question(MmluTask.NAME, item, "", 0, scores).row();
    return new GenericRowWithSchema(
        scala.collection.JavaConverters.seqAsJavaList(row.toSeq()).toArray(), ItemTable.SCHEMA);
  }

  private Optional<MmluPrompt> prompt(JsonNode golden, int limit) {
    return prompt(golden.get("subject").asText(), golden.get("index").asInt(), gpt2(limit));
  }

  private Optional<MmluPrompt> prompt(String subject, int index, Predicate<String> fits) {
    return MmluPrompt.of(
        Mode.OFFICIAL, subject, dev.get(subject), SHOTS, test.get(subject).get(index), fits);
  }

  private static Predicate<String> gpt2(int limit) {
    return text -> OpenAiTokens.GPT2.count(text) <= limit;
  }

  private static String digest(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
