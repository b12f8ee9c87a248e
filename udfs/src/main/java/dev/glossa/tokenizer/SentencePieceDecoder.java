package dev.glossa.tokenizer;

import java.util.List;

/**
 * SentencePiece's decoding: control pieces are invisible, the space put before the text is taken
 * away, byte pieces become characters, and U+FFFD where they make none.
 *
 * <p>Source: Decode in sentencepiece_processor.cc of SentencePiece 0.2.3.
 */
final class SentencePieceDecoder implements Decoder {

  /** What is done with a piece that is not a byte, whose value it would be. */
  private static final int TEXT = -1;

  private static final int TEXT_AFTER_SPACE = -2;
  private static final int INVISIBLE = -3;
  private static final int UNKNOWN = -4;

  private final int[] kinds;
  private final String[] surfaces;
  private final String unkSurface;
  private final boolean stripsFirstSpace;
  private final boolean stripsAllFirstSpaces;

  SentencePieceDecoder(SentencePieceModel model) {
    NormalizerSpec spec = model.normalizerSpec();
    List<Piece> pieces = model.pieces();
    this.kinds = new int[pieces.size()];
    this.surfaces = new String[pieces.size()];
    for (int id = 0; id < kinds.length; id++) {
      Piece piece = pieces.get(id);
      surfaces[id] = piece.text().replace('\u2581', ' ');
      kinds[id] =
          switch (piece.type()) {
            case BYTE -> BytePieces.valueOf(piece.text());
            case CONTROL -> INVISIBLE;
            case UNKNOWN -> UNKNOWN;
            default -> piece.text().startsWith("\u2581") ? TEXT_AFTER_SPACE : TEXT;
          };
    }
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
      int kind = kinds[id];
      if (kind >= 0) {
        bytes.add((byte) kind);
        continue;
      }
      flush(bytes, text);
      atStart &= !strippedOne && text.isEmpty();
      strippedOne = false;
      if (kind == TEXT || kind == TEXT_AFTER_SPACE) {
        boolean strip = atStart && stripsFirstSpace && kind == TEXT_AFTER_SPACE;
        text.append(surfaces[id], strip ? 1 : 0, surfaces[id].length());
        strippedOne = strip && !stripsAllFirstSpaces;
      } else if (kind == UNKNOWN) {
        text.append(unkSurface);
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
