package dev.glossa.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Hugging Face's decoding of LLaMA's kind of tokenizer: the decoders Replace(▁ → space),
 * ByteFallback, Fuse and Strip, with special tokens left out. A run of byte tokens that is no UTF-8
 * becomes U+FFFD for every byte of it.
 */
final class ByteFallbackDecoder implements Decoder {

  private final List<String> tokens;
  private final Set<Integer> special;
  private final int strippedSpaces;

  /**
   * @param special ids that are left out
   * @param strippedSpaces how many spaces at the start of the text are taken away, if there
   */
  ByteFallbackDecoder(List<String> tokens, Set<Integer> special, int strippedSpaces) {
    this.tokens = List.copyOf(tokens);
    this.special = Set.copyOf(special);
    this.strippedSpaces = strippedSpaces;
  }

  static ByteFallbackDecoder of(SentencePieceModel model) {
    Set<Integer> special = new TreeSet<>();
    for (int id = 0; id < model.pieces().size(); id++) {
      PieceType type = model.pieces().get(id).type();
      if (type == PieceType.CONTROL || type == PieceType.UNKNOWN) {
        special.add(id);
      }
    }
    return new ByteFallbackDecoder(
        model.pieces().stream().map(Piece::text).toList(),
        special,
        model.normalizerSpec().addDummyPrefix() ? 1 : 0);
  }

  @Override
  public String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    ByteArray bytes = new ByteArray();
    for (int id : ids) {
      if (special.contains(id)) {
        continue;
      }
      String token = tokens.get(id);
      int value = BytePieces.hexadecimal(token);
      if (value >= 0) {
        bytes.add((byte) value);
      } else {
        flush(bytes, text::append);
        text.append(token.replace('\u2581', ' '));
      }
    }
    flush(bytes, text::append);
    int strip = 0;
    while (strip < strippedSpaces && strip < text.length() && text.charAt(strip) == ' ') {
      strip++;
    }
    return text.substring(strip);
  }

  /** Hands over the text of a run of bytes, and empties it. */
  static void flush(ByteArray bytes, Consumer<String> text) {
    if (bytes.size == 0) {
      return;
    }
    try {
      text.accept(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.bytes, 0, bytes.size))
              .toString());
    } catch (CharacterCodingException e) {
      text.accept("\uFFFD".repeat(bytes.size));
    }
    bytes.clear();
  }
}
