package dev.glossa.tokenizer;

import dev.glossa.tokenizer.WireMessage.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * How text is normalized before it is cut into pieces: the fields of SentencePiece's NormalizerSpec
 * with their defaults.
 *
 * @param name the rule's name, for instance {@code identity} or {@code nmt_nfkc}
 * @param precompiledCharsMap the rule itself, empty for identity
 */
public record NormalizerSpec(
    String name,
    byte[] precompiledCharsMap,
    boolean addDummyPrefix,
    boolean removeExtraWhitespaces,
    boolean escapeWhitespaces) {

  /** Text as it is, but for white space. */
  public static NormalizerSpec identity(boolean addDummyPrefix, boolean removeExtraWhitespaces) {
    return new NormalizerSpec(
        "identity", new byte[0], addDummyPrefix, removeExtraWhitespaces, true);
  }

  static NormalizerSpec from(WireMessage message) {
    String name = "";
    byte[] charsMap = new byte[0];
    boolean dummyPrefix = true;
    boolean removeExtra = true;
    boolean escape = true;
    for (Field field : message.fields()) {
      switch (field.number()) {
        case 1 -> name = field.asString();
        case 2 -> charsMap = field.asBytes();
        case 3 -> dummyPrefix = field.asBoolean();
        case 4 -> removeExtra = field.asBoolean();
        case 5 -> escape = field.asBoolean();
        default -> {}
      }
    }
    return new NormalizerSpec(name, charsMap, dummyPrefix, removeExtra, escape);
  }

  WireMessage toMessage() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.ofString(1, name));
    fields.add(Field.ofBytes(2, precompiledCharsMap));
    fields.add(Field.ofBoolean(3, addDummyPrefix));
    fields.add(Field.ofBoolean(4, removeExtraWhitespaces));
    if (!escapeWhitespaces) {
      fields.add(Field.ofBoolean(5, false));
    }
    fields.add(Field.ofString(6, ""));
    return new WireMessage(fields);
  }
}
