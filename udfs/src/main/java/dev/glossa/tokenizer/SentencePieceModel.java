package dev.glossa.tokenizer;

import dev.glossa.tokenizer.WireMessage.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The content of a {@code tokenizer.model} file: SentencePiece's ModelProto. Immutable. What is
 * parsed is written back to the same bytes, fields unknown here included.
 *
 * <p>Source: sentencepiece_model.proto and model_interface.cc of SentencePiece 0.2.3.
 */
public final class SentencePieceModel {

  private static final int PIECES = 1;
  private static final int TRAINER_SPEC = 2;
  private static final int NORMALIZER_SPEC = 3;
  private static final int DENORMALIZER_SPEC = 5;
  private static final int MAX_PIECE_BYTES = 8000;

  /** For all pieces together: ten times what the largest vocabularies have. */
  private static final int MAX_VOCABULARY_CHARACTERS = 1 << 25;

  private final WireMessage message;
  private final List<Piece> pieces;
  private final TrainerSpec trainerSpec;
  private final NormalizerSpec normalizerSpec;

  private SentencePieceModel(WireMessage message) {
    this.message = message;
    List<Piece> found = new ArrayList<>();
    WireMessage trainer = null;
    WireMessage normalizer = null;
    for (Field field : message.fields()) {
      switch (field.number()) {
        case PIECES -> found.add(Piece.from(field.asMessage()));
        case TRAINER_SPEC -> trainer = field.asMessage();
        case NORMALIZER_SPEC -> normalizer = field.asMessage();
        case DENORMALIZER_SPEC -> requireNoRule(field);
        default -> {}
      }
    }
    if (found.isEmpty()) {
      throw new InvalidTokenizerException(
          "The tokenizer model has no pieces: it is empty or no SentencePiece model.");
    }
    if (trainer == null || normalizer == null) {
      throw new InvalidTokenizerException(
          "The tokenizer model is truncated: its pieces are not followed by %s."
              .formatted(trainer == null ? "a trainer_spec" : "a normalizer_spec"));
    }
    this.pieces = List.copyOf(found);
    this.trainerSpec = TrainerSpec.from(trainer);
    this.normalizerSpec = NormalizerSpec.from(normalizer);
    validate();
  }

  /**
   * Reads a model.
   *
   * @throws InvalidTokenizerException if the bytes are no SentencePiece model, or one that breaks
   *     SentencePiece's own rules
   */
  public static SentencePieceModel parse(byte[] file) {
    return new SentencePieceModel(WireMessage.parse(ByteBuffer.wrap(file)));
  }

  /** A new model of these pieces, in the order of their ids. */
  public static SentencePieceModel of(
      List<Piece> pieces, TrainerSpec trainerSpec, NormalizerSpec normalizerSpec) {
    List<Field> fields = new ArrayList<>();
    pieces.forEach(piece -> fields.add(messageField(PIECES, piece.toMessage())));
    fields.add(messageField(TRAINER_SPEC, trainerSpec.toMessage()));
    fields.add(messageField(NORMALIZER_SPEC, normalizerSpec.toMessage()));
    return new SentencePieceModel(new WireMessage(fields));
  }

  /** This model with more pieces after its own; nothing else changes. */
  public SentencePieceModel withAppended(List<Piece> added) {
    List<Field> fields = new ArrayList<>();
    message.fields().stream().filter(field -> field.number() == PIECES).forEach(fields::add);
    added.forEach(piece -> fields.add(messageField(PIECES, piece.toMessage())));
    message.fields().stream().filter(field -> field.number() != PIECES).forEach(fields::add);
    return new SentencePieceModel(new WireMessage(fields));
  }

  /** This model for text that is normalized already, in which spaces are U+2581. */
  SentencePieceModel withoutNormalization() {
    List<Field> fields = new ArrayList<>();
    message.fields().stream()
        .filter(field -> field.number() != NORMALIZER_SPEC)
        .forEach(fields::add);
    fields.add(messageField(NORMALIZER_SPEC, NormalizerSpec.identity(false, false).toMessage()));
    return new SentencePieceModel(new WireMessage(fields));
  }

  /** A text as the model's normalizer leaves it, without a space before it; spaces stay spaces. */
  public String normalized(String text) {
    NormalizerSpec own = normalizerSpec();
    NormalizerSpec spec =
        new NormalizerSpec(
            own.name(), own.precompiledCharsMap(), false, own.removeExtraWhitespaces(), false);
    byte[] utf8 = Utf8.encode(text);
    ByteArray out = new ByteArray();
    new Normalizer(spec, false, null).normalize(utf8, 0, utf8.length, out);
    return new String(out.bytes, 0, out.size, StandardCharsets.UTF_8);
  }

  /** The model's file. */
  public byte[] toByteArray() {
    return message.toByteArray();
  }

  /** The vocabulary as spm_train writes it: a piece and its score a line. */
  public String vocab() {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      float score = piece.score();
      String number =
          score == Math.rint(score) && Math.abs(score) < 1e6
              ? (Float.compare(score, -0f) == 0 ? "-0" : Integer.toString((int) score))
              : Float.toString(score);
      out.append(piece.text()).append('\t').append(number).append('\n');
    }
    return out.toString();
  }

  /** The pieces in the order of their ids. */
  public List<Piece> pieces() {
    return pieces;
  }

  public TrainerSpec trainerSpec() {
    return trainerSpec;
  }

  public NormalizerSpec normalizerSpec() {
    return normalizerSpec;
  }

  private static Field messageField(int number, WireMessage message) {
    return Field.ofBytes(number, message.toByteArray());
  }

  private static void requireNoRule(Field denormalizer) {
    if (NormalizerSpec.from(denormalizer.asMessage()).precompiledCharsMap().length > 0) {
      throw new InvalidTokenizerException(
          "The tokenizer model has a denormalizer, which is not supported:"
              + " use a model without --denormalization_rule_tsv.");
    }
  }

  private void validate() {
    Set<String> seen = new HashSet<>();
    boolean unknown = false;
    Set<Integer> bytes = new HashSet<>();
    long characters = 0;
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      validate(id, piece);
      characters += piece.text().length();
      if (!seen.add(piece.text())) {
        throw new InvalidTokenizerException(
            "The tokenizer model has the piece '%s' twice (again at id %d)."
                .formatted(piece.text(), id));
      }
      if (piece.type() == PieceType.UNKNOWN) {
        if (unknown) {
          throw new InvalidTokenizerException(
              "The tokenizer model has two unknown pieces (the second at id " + id + ").");
        }
        unknown = true;
      }
      if (piece.type() == PieceType.BYTE) {
        bytes.add(BytePieces.valueOf(piece.text()));
      }
    }
    if (characters > MAX_VOCABULARY_CHARACTERS) {
      throw new InvalidTokenizerException(
          "The tokenizer model's pieces have %d characters, more than a vocabulary of %d may have."
              .formatted(characters, MAX_VOCABULARY_CHARACTERS));
    }
    if (!unknown) {
      throw new InvalidTokenizerException("The tokenizer model has no unknown piece.");
    }
    if (trainerSpec.symbols().byteFallback() && bytes.size() != BytePieces.COUNT) {
      throw new InvalidTokenizerException(
          "The tokenizer model has byte_fallback, but only %d of the 256 byte pieces."
              .formatted(bytes.size()));
    }
  }

  private void validate(int id, Piece piece) {
    if (piece.text().isEmpty()) {
      throw new InvalidTokenizerException("The tokenizer model's piece " + id + " is empty.");
    }
    if (piece.text().length() > MAX_PIECE_BYTES / 3
        && Utf8.encode(piece.text()).length >= MAX_PIECE_BYTES) {
      throw new InvalidTokenizerException(
          "The tokenizer model's piece %d is longer than %d bytes."
              .formatted(id, MAX_PIECE_BYTES - 1));
    }
    if (piece.text().indexOf('\0') >= 0) {
      throw new InvalidTokenizerException(
          "The tokenizer model's piece " + id + " has a null character.");
    }
    if (!Float.isFinite(piece.score())) {
      throw new InvalidTokenizerException(
          "The tokenizer model's piece %d ('%s') has the score %s."
              .formatted(id, piece.text(), piece.score()));
    }
    if (piece.type() == PieceType.BYTE) {
      if (!trainerSpec.symbols().byteFallback()) {
        throw new InvalidTokenizerException(
            "The tokenizer model's piece %d ('%s') is a byte, but byte_fallback is off."
                .formatted(id, piece.text()));
      }
      if (BytePieces.valueOf(piece.text()) < 0) {
        throw new InvalidTokenizerException(
            "The tokenizer model's byte piece %d is named '%s', not <0x00> to <0xFF>."
                .formatted(id, piece.text()));
      }
    }
  }
}
