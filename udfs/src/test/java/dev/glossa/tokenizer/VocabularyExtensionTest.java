package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.tokenizer.SharedData.Document;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** LLaMA's vocabulary, extended for Hindi, and for English, which it already covers. */
class VocabularyExtensionTest {

  private static SentencePieceModel llama;

  @BeforeAll
  static void readLlama() {
    llama = SentencePieceModel.parse(SharedData.bytes("data/tokenizers/llama/tokenizer.model"));
  }

  private static List<WordCount> words(String language, int documents) {
    SentenceRules rules = SentenceRules.of(llama);
    Object2LongOpenHashMap<String> counts = new Object2LongOpenHashMap<>();
    SharedData.corpus(language).stream()
        .limit(documents)
        .flatMap(document -> document.text().lines())
        .forEach(line -> rules.words(line).forEach(word -> counts.addTo(word, 1)));
    List<WordCount> words = new ArrayList<>();
    counts
        .object2LongEntrySet()
        .forEach(e -> words.add(new WordCount(e.getKey(), e.getLongValue())));
    return words;
  }

  private static ExtendedVocabulary continued(List<WordCount> words, int add, float coverage) {
    return new VocabularyExtension(llama)
        .begin(CharacterCounts.ofWords(words), add, coverage)
        .learn(words);
  }

  private static ExtendedVocabulary extended(String language, int add) {
    return continued(words(language, 300), add, 0.9995f);
  }

  @Test
  void addsExactlySoManyPiecesAndLeavesTheOldOnesAlone() {
    ExtendedVocabulary extended = extended("hi", 2000);
    assertThat(extended.added()).hasSize(2000);
    assertThat(extended.characters()).isPositive();
    assertThat(extended.model().pieces().subList(0, 32000)).isEqualTo(llama.pieces());
    assertThat(extended.model().pieces()).hasSize(34000);
  }

  @Test
  void scoresGoOnFromTheBasesDownToTheLastPiece() {
    assertThat(extended("hi", 500).added())
        .extracting(AddedPiece::score)
        .containsExactlyElementsOf(
            IntStream.range(32000, 32500).mapToObj(id -> -(float) (id - 259)).toList());
  }

  @Test
  void everyAddedPieceIsReachableAndKeepsTheBasesRules() {
    for (String language : List.of("hi", "zh", "id", "en")) {
      ExtendedVocabulary extended = extended(language, 1500);
      PieceValidity rules = new PieceValidity(llama.trainerSpec().rules());
      assertThat(ExtensionRules.unreachable(extended.model(), extended.added())).isEmpty();
      assertThat(extended.added()).allMatch(piece -> rules.isValid(piece.piece()));
    }
  }

  @Test
  void oldIdsSayHowTheBaseEncodesThePiece() {
    Tokenizer bare = Tokenizers.sentencePiece(llama.withoutNormalization(), Mode.SENTENCEPIECE);
    assertThat(extended("hi", 200).added())
        .allSatisfy(
            piece ->
                assertThat(piece.oldIds())
                    .isEqualTo(IntStream.of(bare.encode(piece.piece())).boxed().toList()));
  }

  @Test
  void doesNotDependOnTheOrderOfTheWords() {
    List<WordCount> words = words("id", 300);
    byte[] first = model(words);
    Collections.shuffle(words, new Random(7));
    assertThat(model(words)).isEqualTo(first);
  }

  private static byte[] model(List<WordCount> words) {
    return continued(words, 1000, 0.9995f).model().toByteArray();
  }

  @Test
  void theHuggingFaceFileOfTheResultGivesTheSameIds() {
    SentencePieceModel model = extended("hi", 1000).model();
    Tokenizer sentencePiece = Tokenizers.sentencePiece(model, Mode.HUGGINGFACE);
    Tokenizer huggingFace =
        Tokenizers.huggingFace(Utf8.encode(new HuggingFaceFiles(model).tokenizerJson()));
    for (Document document : SharedData.corpus("hi").subList(0, 200)) {
      assertThat(huggingFace.encode(document.text()))
          .isEqualTo(sentencePiece.encode(document.text()));
    }
  }

  @Test
  void refusesWhatTheTextDoesNotSupport() {
    List<WordCount> words = List.of(new WordCount("▁abcq", 3));
    assertThatThrownBy(() -> continued(words, 100, 1))
        .hasMessageContaining("supports only")
        .hasMessageContaining("not 100");
    assertThatThrownBy(() -> continued(words, 0, 1)).hasMessageContaining("0, not 1 or more");
  }
}
