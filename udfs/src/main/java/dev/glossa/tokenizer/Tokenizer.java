package dev.glossa.tokenizer;

import java.util.List;

/**
 * Text to ids and back. Immutable, to be loaded once and shared by all threads. No special tokens
 * are added to a text; whoever needs a {@code bos} or {@code eos} puts {@link #bosId()} or {@link
 * #eosId()} there.
 */
public interface Tokenizer {

  /** The ids of a text; a lone surrogate counts as U+FFFD. */
  default int[] encode(String text) {
    byte[] utf8 = Utf8.encode(text);
    return encode(utf8, 0, utf8.length);
  }

  /** The ids of the text {@code utf8[from, to)}; every malformed byte counts as U+FFFD. */
  int[] encode(byte[] utf8, int from, int to);

  /**
   * The pieces of a text, as they stand in the vocabulary; where unknown text has no piece, the
   * text itself.
   */
  default List<String> pieces(String text) {
    return tokens(text).stream().map(Token::piece).toList();
  }

  /**
   * The ids of a text with their pieces and the stretches of the text they stand for. A space put
   * before the text stands for nothing; text that normalization left out belongs to the piece
   * before it.
   *
   * <p>Where one character became several byte pieces, a tokenizer from a SentencePiece model gives
   * the character to the last of them, and empty stretches before it to the others, as
   * SentencePiece does (begin and end in SentencePieceText); one from a {@code tokenizer.json}
   * gives the whole character to each of them, as Hugging Face's offsets do. A lone surrogate
   * counts as U+FFFD.
   */
  List<Token> tokens(String text);

  /**
   * A piece and where it comes from in the text as it was given, ends exclusive.
   *
   * @param piece as in the vocabulary, or the text itself where it is unknown
   * @param byteStart offset in bytes of UTF-8
   * @param charStart offset in characters, that is, code points
   */
  record Token(int id, String piece, int byteStart, int byteEnd, int charStart, int charEnd) {}

  /**
   * The text of ids.
   *
   * @throws IllegalArgumentException if an id is not in the vocabulary
   */
  String decode(int[] ids);

  /** Number of ids; they run from 0. */
  int vocabularySize();

  /**
   * The piece of an id.
   *
   * @throws IllegalArgumentException if the id is not in the vocabulary
   */
  String piece(int id);

  /** The id of a piece, or -1 if there is no such piece. */
  int id(String piece);

  /** The id of the piece for unknown text, or -1. */
  int unkId();

  /** The id of the piece that begins a sequence, or -1. */
  int bosId();

  /** The id of the piece that ends a sequence, or -1. */
  int eosId();

  /** The id of the piece that fills up a batch, or -1. */
  int padId();
}
