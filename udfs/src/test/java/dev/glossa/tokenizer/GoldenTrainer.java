package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.tokenizer.SharedData.Document;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** The vocabularies of spm_train 0.2.3, as golden/sentencepiece-train has them. */
final class GoldenTrainer {

  private static final String FOLDER = "golden/sentencepiece-train/";

  private GoldenTrainer() {}

  /** A test for each case whose description is chosen. */
  static Stream<DynamicTest> cases(Predicate<JsonNode> chosen) {
    return SharedData.json(FOLDER + "cases.json").path("cases").properties().stream()
        .filter(entry -> chosen.test(entry.getValue()))
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThat(train(entry.getValue()).vocab().lines().toList())
                            .isEqualTo(vocab(entry.getKey()))));
  }

  /** The lines of a case's vocabulary. */
  static List<String> vocab(String name) {
    return SharedData.lines(FOLDER + name + ".vocab.gz");
  }

  static SentencePieceModel train(JsonNode description) {
    TrainerFlags flags = TrainerFlags.of(flags(description));
    return new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec()).train(words(description));
  }

  /** The words of a case's text. */
  static List<WordCount> words(JsonNode description) {
    TrainerFlags flags = TrainerFlags.of(flags(description));
    SentenceRules rules = SentenceRules.of(flags.trainerSpec(), flags.normalizerSpec());
    Object2LongOpenHashMap<String> counts = new Object2LongOpenHashMap<>();
    for (JsonNode language : description.path("languages")) {
      for (Document document : SharedData.corpus(language.asText())) {
        for (String line : document.text().split("\n")) {
          rules.words(line.replace("\r", "")).forEach(word -> counts.addTo(word, 1));
        }
      }
    }
    List<WordCount> words = new ArrayList<>(counts.size());
    counts
        .object2LongEntrySet()
        .forEach(e -> words.add(new WordCount(e.getKey(), e.getLongValue())));
    return words;
  }

  private static Map<String, String> flags(JsonNode description) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("vocab_size", description.path("vocab_size").asText());
    for (Map.Entry<String, JsonNode> flag : description.path("flags").properties()) {
      JsonNode value = flag.getValue();
      flags.put(
          flag.getKey(),
          value.isArray()
              ? String.join(
                  ",",
                  StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList())
              : value.asText());
    }
    return flags;
  }
}
