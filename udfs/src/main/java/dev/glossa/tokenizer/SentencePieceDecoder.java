package dev.glossa.tokenizer;

import java.util.List;

/**
 * SentencePiece's decoding: control pieces are invisible, the space put before the text is taken
 * away, byte pieces become characters, and U+FFFD where they make none.
 *
 * <p>Source: Decode in sentencepiece_processor.cc of SentencePiece 0.2.3.
 */
final class SentencePieceDecoder implements Decoder {

  private final List<Piece> pieces;
  private final String unkSurface;
  private final boolean stripsFirstSpace;
  private final boolean stripsAllFirstSpaces;

  SentencePieceDecoder(SentencePieceModel model) {
    NormalizerSpec spec = model.normalizerSpec();
    this.pieces = model.pieces();
    this.unkSurface = model.trainerSpec().symbols().unkSurface();
    this.stripsFirstSpace = spec.addDummyPrefix() || spec.removeExtraWhitespaces();
    this.stripsAllFirstSpaces = spec.removeExtraWhitespaces();
  }

  @Override
  public String decode(int[] ids) {
    StringBuilder text = new StringBuilder();
    ByteArray bytes = new ByteArray();
    boolean atStart = true;
    boolean strippedOne = false;
    for (int id : ids) {
      Piece piece = pieces.get(id);
      if (piece.type() == PieceType.BYTE) {
        bytes.add((byte) BytePieces.valueOf(piece.text()));
        continue;
      }
      flush(bytes, text);
      atStart &= !strippedOne && text.isEmpty();
      strippedOne = false;
      switch (piece.type()) {
        case CONTROL -> {}
        case UNKNOWN -> text.append(unkSurface);
        default -> {
          boolean strip = atStart && stripsFirstSpace && piece.text().startsWith("\u2581");
          text.append(piece.text().substring(strip ? 1 : 0).replace('\u2581', ' '));
          strippedOne = strip && !stripsAllFirstSpaces;
        }
      }
    }
    flush(bytes, text);
    return text.toString();
  }

  private static void flush(ByteArray bytes, StringBuilder text) {
    if (bytes.size > 0) {
      text.append(Utf8.toString(bytes.bytes, 0, bytes.size));
      bytes.clear();
    }
  }
}
