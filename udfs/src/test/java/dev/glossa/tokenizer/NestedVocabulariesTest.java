package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NestedVocabulariesTest {

  private static final double MEGABYTES = 4;

  private static final List<String> SENTENCES =
      List.of(
          "All human beings are born free and equal in dignity and rights.",
          "They are endowed with reason and conscience, and should act towards one another",
          "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है।",
          "人人生而自由，在尊严和权利上一律平等。",
          "banana bananas  aaaa aaaaa ababab",
          "a USER mark <s> and 2026");

  private static Map<String, String> flags(String... more) {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put("vocab_size", "400");
    flags.put("character_coverage", "0.98");
    flags.put("hard_vocab_limit", "false");
    for (int i = 0; i < more.length; i += 2) {
      flags.put(more[i], more[i + 1]);
    }
    return flags;
  }

  private static List<WordCount> words(TrainerFlags flags) {
    SentenceRules rules = SentenceRules.of(flags.trainerSpec(), flags.normalizerSpec());
    Map<String, Long> counts = new LinkedHashMap<>();
    SENTENCES.forEach(
        sentence -> rules.words(sentence).forEach(word -> counts.merge(word, 1L, Long::sum)));
    List<WordCount> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(new WordCount(word, count)));
    return words;
  }

  private static SentencePieceModel train(Map<String, String> given) {
    TrainerFlags flags = TrainerFlags.of(given);
    return new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec()).train(words(flags));
  }

  private static Stream<Map<String, String>> flagSets() {
    return Stream.of(
        flags(),
        flags("byte_fallback", "true", "vocab_size", "700"),
        flags("user_defined_symbols", "USER,an", "pad_id", "5"),
        flags("remove_extra_whitespaces", "false", "allow_whitespace_only_pieces", "true"),
        flags("split_by_whitespace", "false", "split_by_unicode_script", "false"),
        flags("treat_whitespace_as_suffix", "true", "normalization_rule_name", "identity"));
  }

  @TestFactory
  Stream<DynamicTest> aSmallerVocabularyEqualsOneTrainedToItsSize() {
    return flagSets()
        .map(
            flags ->
                dynamicTest(
                    flags.toString(),
                    () -> {
                      NestedVocabularies nested = new NestedVocabularies(train(flags));
                      for (int size : sizes(nested)) {
                        Map<String, String> smaller = new LinkedHashMap<>(flags);
                        smaller.put("vocab_size", String.valueOf(size));
                        assertThat(nested.ofSize(size).toByteArray())
                            .isEqualTo(train(smaller).toByteArray());
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> countsTheTokensOfEverySizeAsTheirEncodersDo() {
    return flagSets()
        .map(
            flags ->
                dynamicTest(
                    flags.toString(),
                    () -> {
                      NestedVocabularies nested = new NestedVocabularies(train(flags));
                      List<String> texts = new ArrayList<>(SENTENCES);
                      // Names of control pieces are no text that is trained on.
                      texts.removeIf(text -> text.contains("<s>"));
                      texts.add("unseen: ÆŒ ﬁ 漢字 🙂🙂 USER banUSERan");
                      for (int size : sizes(nested)) {
                        assertThat(counted(nested, texts, size))
                            .as("tokens with %d pieces", size)
                            .isEqualTo(encoded(nested.ofSize(size), texts));
                      }
                    }));
  }

  private static int[] sizes(NestedVocabularies nested) {
    int between = nested.largest() - nested.smallest();
    return new int[] {
      nested.smallest(),
      nested.smallest() + 1,
      nested.smallest() + between / 3,
      nested.smallest() + between / 2,
      nested.largest() - 1,
      nested.largest()
    };
  }

  private static long counted(NestedVocabularies nested, List<String> texts, int size) {
    NestedTokenCounts counts = new NestedTokenCounts(nested);
    SentenceRules rules = SentenceRules.of(nested.model());
    long[] saved = new long[counts.merges()];
    long tokens = 0;
    for (String text : texts) {
      for (String word : rules.words(text)) {
        tokens += counts.add(word, 1, saved);
      }
    }
    for (int merge = 0; merge < size - nested.smallest(); merge++) {
      tokens -= saved[merge];
    }
    return tokens;
  }

  private static long encoded(SentencePieceModel model, List<String> texts) {
    Tokenizer tokenizer = Tokenizers.sentencePiece(model, Mode.SENTENCEPIECE);
    return texts.stream().mapToLong(text -> tokenizer.encode(text).length).sum();
  }

  /** Of two cases that differ only in their size, the smaller lies within the larger. */
  @TestFactory
  Stream<DynamicTest> theSmallerVocabularyOfSentencePieceLiesWithinItsLargerOne() {
    JsonNode cases = SharedData.json("golden/sentencepiece-train/cases.json").path("cases");
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> larger : cases.properties()) {
      for (Map.Entry<String, JsonNode> smaller : cases.properties()) {
        if (differOnlyInSize(larger.getValue(), smaller.getValue())) {
          tests.add(
              dynamicTest(
                  smaller.getKey() + " in " + larger.getKey(),
                  () ->
                      assertThat(
                              new NestedVocabularies(GoldenTrainer.train(larger.getValue()))
                                  .ofSize(smaller.getValue().path("vocab_size").asInt())
                                  .vocab()
                                  .lines()
                                  .toList())
                          .isEqualTo(GoldenTrainer.vocab(smaller.getKey()))));
        }
      }
    }
    return tests.stream();
  }

  private static boolean differOnlyInSize(JsonNode larger, JsonNode smaller) {
    return larger.path("megabytes").asDouble() < MEGABYTES
        && larger.path("languages").equals(smaller.path("languages"))
        && larger.path("flags").equals(smaller.path("flags"))
        && larger.path("vocab_size").asInt() > smaller.path("vocab_size").asInt();
  }

  @Test
  void aSizeWithoutRoomForTheAlphabetIsRefused() {
    NestedVocabularies nested = new NestedVocabularies(train(flags()));
    assertThatThrownBy(() -> nested.ofSize(nested.smallest() - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("those of " + nested.smallest() + " to " + nested.largest());
  }
}
