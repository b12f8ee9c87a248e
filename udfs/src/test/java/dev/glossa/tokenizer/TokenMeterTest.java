package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.text.WordSegments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The vocabulary of the tests has bytes, the characters ▁, a, b, and the pieces ab and ▁ab. */
class TokenMeterTest {

  private static final Tokenizer TOKENIZER = tokenizer(Map.of());

  private static Tokenizer tokenizer(Map<String, String> more) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("vocab_size", String.valueOf(3 + 256 + 3 + 2));
    given.put("byte_fallback", "true");
    given.putAll(more);
    TrainerFlags flags = TrainerFlags.of(given);
    SentencePieceModel model =
        new BpeTrainer(flags.trainerSpec(), flags.normalizerSpec())
            .train(new ArrayList<>(List.of(new WordCount("\u2581ab", 4))));
    return Tokenizers.sentencePiece(model, Mode.SENTENCEPIECE);
  }

  private static TokenCounts count(Tokenizer tokenizer, String text) {
    TokenCounts counts = new TokenCounts();
    new TokenMeter(tokenizer).add(text, new WordSegments().bounds(text), counts);
    return counts;
  }

  @Test
  void countsTokensAndThoseThatAreBytes() {
    TokenCounts counts = count(TOKENIZER, "ab é");

    assertThat(TOKENIZER.pieces("ab é")).containsExactly("▁ab", "▁", "<0xC3>", "<0xA9>");
    assertThat(counts.tokens()).isEqualTo(4);
    assertThat(counts.byteTokens()).isEqualTo(2);
    assertThat(counts.usedIds().cardinality()).isEqualTo(4);
  }

  @Test
  void aWordIsWholeWithTheSpaceBeforeItOrWithout() {
    assertThat(count(TOKENIZER, "ab").wholeWords()).isEqualTo(1);
    assertThat(count(TOKENIZER, "ab ab").wholeWords()).isEqualTo(2);
    assertThat(count(TOKENIZER, "(ab) ab").wholeWords()).isEqualTo(2);
    assertThat(count(TOKENIZER, "ab  ab\nab").wholeWords()).isEqualTo(3);
  }

  @Test
  void aWordIsNotWholeInTwoTokensOrAsBytes() {
    assertThat(count(TOKENIZER, "ba").wholeWords()).isZero();
    assertThat(count(TOKENIZER, "abab").wholeWords()).isZero();
    assertThat(count(TOKENIZER, "é").wholeWords()).isZero();
    assertThat(count(TOKENIZER, "😀 abé").wholeWords()).isZero();
  }

  @Test
  void aWordAfterCharactersOutsideTheBasicPlaneIsFound() {
    assertThat(count(TOKENIZER, "😀 ab 😀 ab").wholeWords()).isEqualTo(2);
  }

  @Test
  void anUnknownWordIsNotWhole() {
    Tokenizer withoutBytes = tokenizer(Map.of("byte_fallback", "false", "vocab_size", "8"));

    assertThat(count(withoutBytes, "é ab").wholeWords()).isEqualTo(1);
  }

  @Test
  void piecesForTextAreNoBytesAndNoSpecialTokens() {
    assertThat(new TokenMeter(TOKENIZER).textPieces().cardinality()).isEqualTo(5);
  }

  @Test
  void sumsDoNotDependOnTheirOrder() {
    TokenCounts one = count(TOKENIZER, "ab ba é");
    one.add(count(TOKENIZER, "ab ab"));
    TokenCounts other = count(TOKENIZER, "ab ab");
    other.add(count(TOKENIZER, "ab ba é"));

    assertThat(one.renyiEfficiency(264)).isEqualTo(other.renyiEfficiency(264));
    assertThat(one.tokens()).isEqualTo(other.tokens()).isEqualTo(9);
    assertThat(one.wholeWords()).isEqualTo(3);
  }

  /**
   * What {@code tokenization_scorer.metrics} 1.1.8 gives, as {@code get_metric("renyi")(["the cat
   * sat on the mat the end".split(), "a a a b b c".split()], power=2.5, vocab=32)}, then for the
   * second line alone with {@code vocab=8}, then without, which is its three different words.
   */
  @Test
  void renyiEfficiencyIsThatOfItsAuthors() {
    assertThat(RenyiEfficiency.of(new long[] {3, 3, 2, 1, 1, 1, 1, 1, 1}, 32, 2.5))
        .isEqualTo(0.5463614120018588, within(1e-14));
    assertThat(RenyiEfficiency.of(new long[] {1, 2, 3}, 8, 2.5))
        .isEqualTo(0.44155041225125374, within(1e-14));
    assertThat(RenyiEfficiency.of(new long[] {3, 2, 1}, 3, 2.5))
        .isEqualTo(0.835761878373177, within(1e-14));
  }

  @Test
  void renyiEfficiencyIsOneForEqualSharesAndUndefinedWithoutTokens() {
    assertThat(RenyiEfficiency.of(new long[] {7, 7, 7, 7}, 4, 2.5)).isEqualTo(1, within(1e-14));
    assertThat(RenyiEfficiency.of(new long[0], 4, 2.5)).isNaN();
  }
}
