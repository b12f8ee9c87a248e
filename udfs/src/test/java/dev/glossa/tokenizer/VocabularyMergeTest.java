package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases of golden/tokenizer/models.json that are merged from two vocabularies. */
class VocabularyMergeTest {

  private static final String FOLDER = "golden/tokenizer/";

  private static Stream<Map.Entry<String, JsonNode>> cases() {
    return SharedData.json(FOLDER + "models.json").properties().stream()
        .filter(model -> model.getValue().has("from"));
  }

  private static SentencePieceModel model(JsonNode model, String key) {
    return SentencePieceModel.parse(SharedData.bytes(model.path(key).asText()));
  }

  private static VocabularyMerge merge(JsonNode model, AddedScores scores) {
    return new VocabularyMerge(model(model, "base"), model(model, "from"), scores);
  }

  private static VocabularyMerge merge(AddedScores scores) {
    return merge(cases().findFirst().orElseThrow().getValue(), scores);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return "%064x".formatted(new BigInteger(1, digest));
  }

  @TestFactory
  Stream<DynamicTest> scoreZeroWithEveryPieceIsThePublishedModelToTheByte() {
    return cases()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      JsonNode golden = SharedData.json(FOLDER + entry.getKey() + "/merged.json");
                      ExtendedVocabulary merged =
                          merge(entry.getValue(), AddedScores.ZERO).vocabulary();
                      assertThat(merged.model().pieces()).hasSize(golden.path("pieces").asInt());
                      assertThat(sha256(merged.model().toByteArray()))
                          .isEqualTo(golden.path("sha256").asText());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> findsTheUnreachablePiecesThatSentencePieceFinds() {
    return cases()
        .map(
            entry ->
                dynamicTest(
                    entry.getKey(),
                    () -> {
                      List<String> expected = new ArrayList<>();
                      SharedData.json(FOLDER + entry.getKey() + "/merged.json")
                          .path("unreachable_pieces")
                          .forEach(piece -> expected.add(piece.asText()));
                      ExtendedVocabulary merged =
                          merge(entry.getValue(), AddedScores.ZERO).vocabulary();
                      assertThat(VocabularyMerge.unreachable(merged))
                          .extracting(VocabularyMerge.Fault::piece)
                          .containsExactlyElementsOf(expected);
                    }));
  }

  @Test
  void whatIsLeftIsReachableAndKeepsTheBasesRules() {
    for (AddedScores scores : AddedScores.values()) {
      VocabularyMerge merge = merge(scores);
      int all = merge.vocabulary().added().size();
      merge.dropFaults();
      ExtendedVocabulary left = merge.vocabulary();
      assertThat(merge.breakingRules()).isEmpty();
      assertThat(ExtensionRules.unreachable(left.model(), left.added())).isEmpty();
      assertThat(left.added()).hasSize(all - merge.dropped().size());
      assertThat(left.added())
          .extracting(AddedPiece::piece)
          .doesNotContain("▁2012", "88", "▁1996")
          .contains("中国");
    }
  }

  @Test
  void namesTheRuleThatAPieceBreaks() {
    VocabularyMerge merge =
        new VocabularyMerge(
            bpe("a"), bpe("a\u0431", "a\u2581b", "a\r", "a".repeat(17)), AddedScores.CONTINUE);
    assertThat(merge.breakingRules())
        .extracting(VocabularyMerge.Fault::reason)
        .containsExactly(
            "several scripts", "space within", "line break", "longer than 16 characters");
    assertThat(merge(AddedScores.CONTINUE).breakingRules())
        .contains(new VocabularyMerge.Fault("▁2012", "digit beside other characters"));
  }

  @Test
  void continuedScoresGoStrictlyDown() {
    VocabularyMerge merge = merge(AddedScores.CONTINUE);
    List<AddedPiece> added = merge.vocabulary().added();
    for (int i = 1; i < added.size(); i++) {
      assertThat(added.get(i).score()).isLessThan(added.get(i - 1).score());
    }
    assertThat(added.get(0).score()).isEqualTo(-(float) (32000 - 259));
  }

  @Test
  void addsExactlySoManyWithTheCharactersThatTheyNeed() {
    SentencePieceModel base = bpe("a", "b");
    VocabularyMerge merge =
        new VocabularyMerge(base, bpe("ab", "abc", "xb", "c", "x"), AddedScores.CONTINUE);
    assertThat(merge.vocabulary(1).added()).extracting(AddedPiece::piece).containsExactly("ab");
    assertThat(merge.vocabulary(3).added())
        .extracting(AddedPiece::piece)
        .containsExactly("ab", "abc", "c");
    assertThat(merge.vocabulary(3).characters()).isEqualTo(1);
    assertThatThrownBy(() -> merge.vocabulary(6)).hasMessageContaining("only 5");
    assertThatThrownBy(() -> merge.vocabulary(0)).hasMessageContaining("0, not 1 or more");
  }

  private static SentencePieceModel bpe(String... pieces) {
    List<Piece> all = new ArrayList<>();
    all.add(new Piece("<unk>", 0, PieceType.UNKNOWN));
    for (String piece : pieces) {
      all.add(Piece.normal(piece, -all.size()));
    }
    return SentencePieceModel.of(
        all, TrainerSpec.defaults(), NormalizerSpec.identity(false, false));
  }

  @Test
  void droppingGoesOnUntilNothingNewIsUnreachable() {
    SentencePieceModel base = bpe("a", "b", "c", "d");
    VocabularyMerge merge =
        new VocabularyMerge(base, bpe("abcd", "abc", "a1", "bc1"), AddedScores.CONTINUE);
    merge.dropFaults();
    assertThat(merge.vocabulary().added()).isEmpty();
    assertThat(merge.dropped()).hasSize(4);
  }
}
