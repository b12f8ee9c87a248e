package dev.glossa.tokenizer;

import dev.glossa.tokenizer.WireMessage.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a SentencePiece vocabulary.
 *
 * @param text the piece, with U+2581 for a space
 * @param score what is merged first (BPE) or how likely it is (unigram); larger is better
 */
public record Piece(String text, float score, PieceType type) {

  /** An ordinary piece. */
  public static Piece normal(String text, float score) {
    return new Piece(text, score, PieceType.NORMAL);
  }

  static Piece from(WireMessage message) {
    String text = "";
    float score = 0;
    PieceType type = PieceType.NORMAL;
    for (Field field : message.fields()) {
      switch (field.number()) {
        case 1 -> text = field.asString();
        case 2 -> score = field.asFloat();
        case 3 -> type = PieceType.of(field.asInt());
        default -> {}
      }
    }
    return new Piece(text, score, type);
  }

  WireMessage toMessage() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.ofString(1, text));
    fields.add(Field.ofFloat(2, score));
    if (type != PieceType.NORMAL) {
      fields.add(Field.ofInt(3, type.number()));
    }
    return new WireMessage(fields);
  }
}
