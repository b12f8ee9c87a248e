package dev.glossa.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.tokenizer.Tokenizer.Token;
import org.junit.jupiter.api.Test;

/**
 * Where tokens come from. The expected values are those of {@code encode(text,
 * return_type='proto')} of SentencePiece 0.2.3 with the same models.
 */
class TokenOffsetsTest {

  private final Tokenizer llama =
      Tokenizers.sentencePiece(
          SharedData.bytes("data/tokenizers/llama/tokenizer.model"), Mode.SENTENCEPIECE);

  @Test
  void aPieceCoversItsTextInBytesAndInCharacters() {
    assertThat(llama.tokens("Hello  wörld"))
        .containsExactly(
            new Token(15043, "▁Hello", 0, 5, 0, 5),
            new Token(29871, "▁", 5, 6, 5, 6),
            new Token(281, "▁w", 6, 8, 6, 8),
            new Token(1340, "ör", 8, 11, 8, 10),
            new Token(430, "ld", 11, 13, 10, 12));
  }

  @Test
  void theLastBytePieceCoversTheCharacter() {
    assertThat(llama.tokens("é\u0D9E x"))
        .containsExactly(
            new Token(904, "▁é", 0, 2, 0, 1),
            new Token(227, "<0xE0>", 2, 2, 1, 1),
            new Token(185, "<0xB6>", 2, 2, 1, 1),
            new Token(161, "<0x9E>", 2, 5, 1, 2),
            new Token(921, "▁x", 5, 7, 2, 4));
  }

  @Test
  void theSpaceBeforeTheTextCoversNothing() {
    assertThat(llama.tokens("\0"))
        .containsExactly(new Token(29871, "▁", 0, 0, 0, 0), new Token(3, "<0x00>", 0, 1, 0, 1));
  }

  @Test
  void piecesAndIdsAreThoseOfTheTokens() {
    String text = "Ünï c\u0D9E😀  ▁x";
    assertThat(llama.pieces(text))
        .isEqualTo(llama.tokens(text).stream().map(Token::piece).toList());
    assertThat(llama.tokens(text).stream().mapToInt(Token::id).toArray())
        .isEqualTo(llama.encode(text));
  }
}
