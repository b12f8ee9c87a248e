package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LLaMA's vocabulary extended for Indonesian, whose letters are English's. */
class ProtectedSegmentationTest {

  private static SentencePieceModel llama;
  private static List<String> english;
  private static List<WordCount> indonesian;

  @BeforeAll
  static void read() {
    llama = SentencePieceModel.parse(SharedData.bytes("data/tokenizers/llama/tokenizer.model"));
    english = lines("en").toList();
    Map<String, Long> counts = new HashMap<>();
    SentenceRules rules = SentenceRules.of(llama);
    lines("id").forEach(line -> rules.words(line).forEach(w -> counts.merge(w, 1L, Long::sum)));
    indonesian =
        counts.entrySet().stream().map(e -> new WordCount(e.getKey(), e.getValue())).toList();
  }

  private static Stream<String> lines(String language) {
    return SharedData.corpus(language).stream().limit(300).flatMap(d -> d.text().lines());
  }

  private static Set<String> forbidden() {
    ProtectedSegmentation protection = new ProtectedSegmentation(llama);
    Set<String> forbidden = new HashSet<>();
    english.stream()
        .flatMap(line -> protection.words(line).stream())
        .forEach(word -> protection.forbid(word, forbidden));
    return forbidden;
  }

  private static long changedLines(ExtendedVocabulary extended) {
    Tokenizer before = Tokenizers.sentencePiece(llama, Mode.SENTENCEPIECE);
    Tokenizer after = Tokenizers.sentencePiece(extended.model(), Mode.SENTENCEPIECE);
    return english.stream()
        .filter(line -> !Arrays.equals(before.encode(line), after.encode(line)))
        .count();
  }

  private static ExtendedVocabulary extended(Set<String> forbidden) {
    return new VocabularyExtension(llama, forbidden)
        .begin(CharacterCounts.ofWords(indonesian), 2000, 0.9995f)
        .learn(indonesian);
  }

  @Test
  void withoutProtectionTheLanguagesOfOneScriptDisturbEachOther() {
    assertThat(changedLines(extended(Set.of()))).isPositive();
  }

  @Test
  void whatIsForbiddenKeepsEveryLineAsItWas() {
    ExtendedVocabulary extended = extended(forbidden());
    assertThat(extended.added()).hasSize(2000);
    assertThat(changedLines(extended)).isZero();
  }

  @Test
  void theAddedPiecesThatChangeAWordAreNamed() {
    ExtendedVocabulary extended = extended(Set.of());
    ProtectedSegmentation protection = new ProtectedSegmentation(llama);
    ProtectedSegmentation.Changes changes = protection.changes(extended.model());
    List<String> changing =
        english.stream()
            .flatMap(line -> protection.words(line).stream())
            .flatMap(word -> changes.of(word).stream())
            .distinct()
            .toList();
    assertThat(extended.added()).extracting(AddedPiece::piece).containsAll(changing);
    assertThat(changing).isNotEmpty();
  }
}
