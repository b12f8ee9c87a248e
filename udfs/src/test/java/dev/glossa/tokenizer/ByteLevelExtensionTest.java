package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A byte-level tokenizer of LLaMA 3's kind, extended for Gujarati and for Indonesian. */
class ByteLevelExtensionTest {

  private static final int ADD = 800;

  private static byte[] json;
  private static Tokenizer base;

  @BeforeAll
  static void read() {
    json = SharedData.bytes("golden/tokenizer/byte-level/tokenizer.json");
    base = Tokenizers.huggingFace(json);
  }

  private static Stream<String> lines(String language) {
    return SharedData.corpus(language).stream().limit(200).flatMap(d -> d.text().lines());
  }

  private static List<WordCount> words(String language) {
    ByteLevelExtension extension = new ByteLevelExtension(json);
    Map<String, Long> counts = new HashMap<>();
    lines(language)
        .flatMap(line -> extension.words(line).stream())
        .forEach(word -> counts.merge(word, 1L, Long::sum));
    List<WordCount> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(new WordCount(word, count)));
    return words;
  }

  private static ByteLevelExtension.Extended extended(String language, Set<String> forbidden) {
    return new ByteLevelExtension(json, forbidden).begin(ADD).learn(words(language));
  }

  @Test
  void addsExactlySoManyTokensAndAllAreReachable() {
    ByteLevelExtension.Extended extended = extended("gu", Set.of());
    assertThat(extended.added()).hasSize(ADD);
    assertThat(ByteLevelExtension.unreachable(extended)).isEmpty();
    Tokenizer after = Tokenizers.huggingFace(extended.tokenizerJson());
    long before = lines("gu").mapToLong(line -> base.encode(line).length).sum();
    long now = lines("gu").mapToLong(line -> after.encode(line).length).sum();
    assertThat(now).isLessThan(before);
  }

  @Test
  void oldIdsStayAndNewOnesStandBehindTheLargest() {
    ByteLevelExtension.Extended extended = extended("gu", Set.of());
    Tokenizer after = Tokenizers.huggingFace(extended.tokenizerJson());
    for (int id = 0; id < base.vocabularySize(); id++) {
      assertThat(after.piece(id)).isEqualTo(base.piece(id));
    }
    assertThat(extended.added().get(0).id()).isEqualTo(base.vocabularySize());
    assertThat(after.vocabularySize()).isEqualTo(base.vocabularySize() + ADD);
    assertThat(after.encode("<|begin_of_text|>")).isEqualTo(base.encode("<|begin_of_text|>"));
  }

  @Test
  void everythingElseInTheFileStays() {
    JsonNode before = SharedData.json("golden/tokenizer/byte-level/tokenizer.json");
    JsonNode after =
        SharedData.parse(
            new String(extended("gu", Set.of()).tokenizerJson(), StandardCharsets.UTF_8));
    ArrayNode oldMerges = (ArrayNode) before.at("/model/merges");
    ArrayNode newMerges = (ArrayNode) after.at("/model/merges");
    assertThat(newMerges).hasSize(oldMerges.size() + ADD);
    for (int i = 0; i < oldMerges.size(); i++) {
      assertThat(newMerges.get(i)).isEqualTo(oldMerges.get(i));
    }
    for (JsonNode root : List.of(before, after)) {
      ((ObjectNode) root.path("model")).remove(List.of("vocab", "merges"));
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  void oldIdsSayOfWhatATokenIsMade() {
    assertThat(extended("gu", Set.of()).added())
        .allSatisfy(
            token -> {
              StringBuilder text = new StringBuilder();
              token.oldIds().forEach(id -> text.append(base.piece(id)));
              assertThat(text).hasToString(token.piece());
            });
  }

  @Test
  void protectedTextIsEncodedAsBefore() {
    ByteLevelExtension protection = new ByteLevelExtension(json);
    Set<String> forbidden = new HashSet<>();
    lines("en")
        .flatMap(line -> protection.words(line).stream())
        .forEach(word -> protection.forbid(word, forbidden));
    assertThat(changedEnglishLines(extended("id", Set.of()))).isPositive();
    assertThat(changedEnglishLines(extended("id", forbidden))).isZero();
  }

  private static long changedEnglishLines(ByteLevelExtension.Extended extended) {
    Tokenizer after = Tokenizers.huggingFace(extended.tokenizerJson());
    return lines("en")
        .filter(line -> !Arrays.equals(base.encode(line), after.encode(line)))
        .count();
  }

  @Test
  void refusesWhatIsNotOverBytesAndWhatTheTextDoesNotSupport() {
    byte[] llama = SharedData.bytes("golden/tokenizer/llama-hf/tokenizer.json");
    assertThatThrownBy(() -> new ByteLevelExtension(llama))
        .isInstanceOf(InvalidTokenizerException.class)
        .hasMessageContaining("over bytes");
    List<WordCount> words = List.of(new WordCount("qzx", 1));
    assertThatThrownBy(() -> new ByteLevelExtension(json).begin(100).learn(words))
        .hasMessageContaining("supports only");
  }
}
