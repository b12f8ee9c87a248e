package dev.glossa.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of Protocol Buffers' wire format: its fields in the order of the file, known or not.
 * What is read and written again has the same bytes. Slices of the input are kept as views, so that
 * a length found in the input never decides how much memory is taken.
 *
 * <p>Source: the "Encoding" page of Protocol Buffers' documentation.
 */
final class WireMessage {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** More than any model has; so memory stays within some multiple of the file. */
  private static final int MAX_FIELDS = 1 << 21;

  /** One field: {@code number} is kept in {@code bits} or, if it is a string or message, bytes. */
  record Field(int number, int wireType, long bits, ByteBuffer bytes) {

    static Field ofInt(int number, long value) {
      return new Field(number, VARINT, value, null);
    }

    static Field ofBoolean(int number, boolean value) {
      return ofInt(number, value ? 1 : 0);
    }

    static Field ofFloat(int number, float value) {
      return new Field(number, FIXED32, Float.floatToRawIntBits(value) & 0xFFFF_FFFFL, null);
    }

    static Field ofBytes(int number, byte[] value) {
      return new Field(number, BYTES, 0, ByteBuffer.wrap(value));
    }

    static Field ofString(int number, String value) {
      return ofBytes(number, value.getBytes(StandardCharsets.UTF_8));
    }

    float asFloat() {
      require(FIXED32, "a float");
      return Float.intBitsToFloat((int) bits);
    }

    long asLong() {
      require(VARINT, "an integer");
      return bits;
    }

    int asInt() {
      return (int) asLong();
    }

    boolean asBoolean() {
      return asLong() != 0;
    }

    byte[] asBytes() {
      require(BYTES, "bytes");
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }

    String asString() {
      require(BYTES, "a string");
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(bytes.duplicate())
            .toString();
      } catch (CharacterCodingException e) {
        throw new InvalidTokenizerException(
            "The tokenizer model is damaged: a string in field " + number + " is not UTF-8.", e);
      }
    }

    WireMessage asMessage() {
      require(BYTES, "a message");
      return WireMessage.parse(bytes);
    }

    private void require(int expected, String what) {
      if (wireType != expected) {
        throw new InvalidTokenizerException(
            "The tokenizer model is damaged: field %d is not %s.".formatted(number, what));
      }
    }
  }

  private final List<Field> fields;

  WireMessage(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  List<Field> fields() {
    return fields;
  }

  /** Parses a whole message. */
  static WireMessage parse(ByteBuffer input) {
    ByteBuffer in = input.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      if (fields.size() == MAX_FIELDS) {
        throw damaged("it has more than " + MAX_FIELDS + " fields", in);
      }
      if (tag >>> 3 == 0 || tag >>> 3 > 0x1FFF_FFFF) {
        throw damaged("it has a field with number " + (tag >>> 3), in);
      }
      switch ((int) (tag & 7)) {
        case VARINT -> fields.add(new Field(number, VARINT, varint(in), null));
        case FIXED64 -> {
          requireRemaining(in, 8);
          fields.add(new Field(number, FIXED64, in.getLong(), null));
        }
        case FIXED32 -> {
          requireRemaining(in, 4);
          fields.add(new Field(number, FIXED32, in.getInt() & 0xFFFF_FFFFL, null));
        }
        case BYTES -> {
          long length = varint(in);
          requireRemaining(in, length);
          fields.add(new Field(number, BYTES, 0, in.slice(in.position(), (int) length)));
          in.position(in.position() + (int) length);
        }
        default -> throw damaged("it has a field of unknown wire type " + (tag & 7), in);
      }
    }
    return new WireMessage(fields);
  }

  byte[] toByteArray() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      putVarint(out, (long) field.number() << 3 | field.wireType());
      switch (field.wireType()) {
        case VARINT -> putVarint(out, field.bits());
        case FIXED64 -> putLittleEndian(out, field.bits(), 8);
        case FIXED32 -> putLittleEndian(out, field.bits(), 4);
        default -> {
          byte[] bytes = field.asBytes();
          putVarint(out, bytes.length);
          out.writeBytes(bytes);
        }
      }
    }
    return out.toByteArray();
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      requireRemaining(in, 1);
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged("it has an integer of more than ten bytes", in);
  }

  private static void requireRemaining(ByteBuffer in, long length) {
    if (length < 0 || length > in.remaining()) {
      throw damaged(
          "a field needs %s bytes where %d are left"
              .formatted(Long.toUnsignedString(length), in.remaining()),
          in);
    }
  }

  private static InvalidTokenizerException damaged(String fault, ByteBuffer in) {
    return new InvalidTokenizerException(
        "The tokenizer model is truncated or no SentencePiece model: %s (at byte %d)."
            .formatted(fault, in.position()));
  }

  private static void putVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void putLittleEndian(ByteArrayOutputStream out, long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> 8 * i));
    }
  }
}
