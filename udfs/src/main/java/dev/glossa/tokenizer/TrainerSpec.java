package dev.glossa.tokenizer;

import dev.glossa.tokenizer.WireMessage.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * How a vocabulary is, or was, trained: the fields of SentencePiece's TrainerSpec that mean
 * something here.
 *
 * @param vocabularySize number of pieces, of all types
 * @param characterCoverage share of the text's characters that the alphabet covers, 0.98 to 1
 * @param maxSentenceLength in bytes; longer sentences are left out
 * @param hardVocabLimit whether fewer pieces than {@code vocabularySize} are an error
 */
public record TrainerSpec(
    ModelType modelType,
    int vocabularySize,
    float characterCoverage,
    int maxSentenceLength,
    boolean hardVocabLimit,
    PieceRules rules,
    SymbolSpec symbols) {

  /** The defaults of spm_train, but for the model type: BPE. */
  public static TrainerSpec defaults() {
    return new TrainerSpec(
        ModelType.BPE, 8000, 0.9995f, 4192, true, PieceRules.defaults(), SymbolSpec.defaults());
  }

  /** The same for another size. */
  TrainerSpec withVocabularySize(int size) {
    return new TrainerSpec(
        modelType, size, characterCoverage, maxSentenceLength, hardVocabLimit, rules, symbols);
  }

  static TrainerSpec from(WireMessage message) {
    TrainerSpecFields fields = new TrainerSpecFields(message);
    return new TrainerSpec(
        ModelType.of(fields.integer(3, ModelType.UNIGRAM.number())),
        fields.integer(4, 8000),
        fields.real(10, 0.9995f),
        fields.integer(18, 4192),
        fields.bool(33, true),
        new PieceRules(
            fields.integer(20, 16),
            fields.bool(21, true),
            fields.bool(23, true),
            fields.bool(22, true),
            fields.bool(25, false),
            fields.bool(24, false),
            fields.bool(26, false)),
        new SymbolSpec(
            fields.integer(40, 0),
            fields.integer(41, 1),
            fields.integer(42, 2),
            fields.integer(43, -1),
            fields.string(45, "<unk>"),
            fields.string(46, "<s>"),
            fields.string(47, "</s>"),
            fields.string(48, "<pad>"),
            fields.string(44, " \u2047 "),
            fields.strings(30),
            fields.strings(31),
            fields.string(36, ""),
            fields.bool(35, false)));
  }

  WireMessage toMessage() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.ofInt(3, modelType.number()));
    fields.add(Field.ofInt(4, vocabularySize));
    fields.add(Field.ofFloat(10, characterCoverage));
    fields.add(Field.ofInt(18, maxSentenceLength));
    fields.add(Field.ofInt(20, rules.maxSentencepieceLength()));
    fields.add(Field.ofBoolean(21, rules.splitByUnicodeScript()));
    fields.add(Field.ofBoolean(22, rules.splitByWhitespace()));
    fields.add(Field.ofBoolean(23, rules.splitByNumber()));
    fields.add(Field.ofBoolean(24, rules.treatWhitespaceAsSuffix()));
    fields.add(Field.ofBoolean(25, rules.splitDigits()));
    fields.add(Field.ofBoolean(26, rules.allowWhitespaceOnlyPieces()));
    symbols.controlSymbols().forEach(symbol -> fields.add(Field.ofString(30, symbol)));
    symbols.userDefinedSymbols().forEach(symbol -> fields.add(Field.ofString(31, symbol)));
    fields.add(Field.ofBoolean(33, hardVocabLimit));
    fields.add(Field.ofBoolean(35, symbols.byteFallback()));
    fields.add(Field.ofString(36, symbols.requiredChars()));
    fields.add(Field.ofInt(40, symbols.unkId()));
    fields.add(Field.ofInt(41, symbols.bosId()));
    fields.add(Field.ofInt(42, symbols.eosId()));
    fields.add(Field.ofInt(43, symbols.padId()));
    fields.add(Field.ofString(44, symbols.unkSurface()));
    fields.add(Field.ofString(45, symbols.unkPiece()));
    fields.add(Field.ofString(46, symbols.bosPiece()));
    fields.add(Field.ofString(47, symbols.eosPiece()));
    fields.add(Field.ofString(48, symbols.padPiece()));
    return new WireMessage(fields);
  }

  /** The last value of a field, as Protocol Buffers has it, or its default. */
  private record TrainerSpecFields(WireMessage message) {

    private Field last(int number) {
      Field found = null;
      for (Field field : message.fields()) {
        if (field.number() == number) {
          found = field;
        }
      }
      return found;
    }

    int integer(int number, int otherwise) {
      Field field = last(number);
      return field == null ? otherwise : field.asInt();
    }

    float real(int number, float otherwise) {
      Field field = last(number);
      return field == null ? otherwise : field.asFloat();
    }

    boolean bool(int number, boolean otherwise) {
      Field field = last(number);
      return field == null ? otherwise : field.asBoolean();
    }

    String string(int number, String otherwise) {
      Field field = last(number);
      return field == null ? otherwise : field.asString();
    }

    List<String> strings(int number) {
      return message.fields().stream()
          .filter(field -> field.number() == number)
          .map(Field::asString)
          .toList();
    }
  }
}
