package dev.glossa.dedup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes that stand for texts: the first 16 bytes of SHA-256, in hexadecimal. */
public final class ContentHash {

  private static final int BYTES = 16;

  private ContentHash() {}

  /** The hash of a text. */
  public static String of(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The id of a document: the hash of its URL (none is empty), U+0000 and its text. */
  public static String documentId(String url, String text) {
    MessageDigest digest = sha256();
    if (url != null) {
      digest.update(url.getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 0);
    return hex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
