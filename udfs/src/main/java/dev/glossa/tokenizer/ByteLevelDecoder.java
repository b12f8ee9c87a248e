package dev.glossa.tokenizer;

import java.util.List;
import java.util.Set;

/**
 * The decoder ByteLevel: tokens are bytes in their characters, added tokens that are none are text;
 * what is no UTF-8 in the end becomes U+FFFD, one for each malformed sequence.
 */
final class ByteLevelDecoder implements Decoder {

  private final byte[][] bytes;

  /**
   * @param special ids that are left out
   */
  ByteLevelDecoder(List<String> tokens, Set<Integer> special) {
    bytes = new byte[tokens.size()][];
    for (int id = 0; id < bytes.length; id++) {
      bytes[id] = special.contains(id) ? new byte[0] : bytes(tokens.get(id));
    }
  }

  private static byte[] bytes(String token) {
    byte[] bytes = ByteAlphabet.toBytes(token);
    return bytes == null ? Utf8.encode(token) : bytes;
  }

  @Override
  public String decode(int[] ids) {
    ByteArray text = new ByteArray();
    for (int id : ids) {
      text.add(bytes[id], 0, bytes[id].length);
    }
    ByteArray repaired = Utf8.repaired(text.bytes, 0, text.size);
    return Utf8.toString(repaired.bytes, 0, repaired.size);
  }
}
