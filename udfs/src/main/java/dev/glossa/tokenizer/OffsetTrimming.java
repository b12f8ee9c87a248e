package dev.glossa.tokenizer;

import com.ibm.icu.lang.UCharacter;
import dev.glossa.tokenizer.Tokenizer.Token;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes white space out of the offsets of byte-level tokens: trim_offsets of the post-processor
 * ByteLevel. Source: process_offsets in byte_level.rs of Hugging Face's tokenizers.
 *
 * @param hasPrefixSpace whether one space at the start of a text was put there by the tokenizer
 */
record OffsetTrimming(boolean hasPrefixSpace) {

  /** The tokens of a text with other offsets. */
  List<Token> apply(List<Token> tokens, byte[] utf8) {
    CharacterText text = new CharacterText(utf8, 0, utf8.length);
    return IntStream.range(0, tokens.size())
        .mapToObj(i -> trimmed(tokens.get(i), i == 0, text))
        .toList();
  }

  private Token trimmed(Token token, boolean isFirstToken, CharacterText text) {
    int[] characters = token.piece().codePoints().toArray();
    int leading = 0;
    while (leading < characters.length && isSpace(characters[leading])) {
      leading++;
    }
    int trailing = 0;
    while (trailing < characters.length && isSpace(characters[characters.length - 1 - trailing])) {
      trailing++;
    }
    boolean isFirst = isFirstToken || token.charStart() == 0;
    int start =
        leading == 1 && isFirst && hasPrefixSpace
            ? token.charStart()
            : Math.min(token.charStart() + leading, token.charEnd());
    int end =
        token.charEnd() >= trailing ? Math.max(token.charEnd() - trailing, start) : token.charEnd();
    return new Token(token.id(), token.piece(), text.place(start), text.place(end), start, end);
  }

  private static boolean isSpace(int character) {
    return character == ByteAlphabet.character((byte) ' ') || UCharacter.isUWhiteSpace(character);
  }
}
