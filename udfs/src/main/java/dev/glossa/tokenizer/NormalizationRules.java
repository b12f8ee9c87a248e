package dev.glossa.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * SentencePiece 0.2.3's built-in normalization rules by name, as the character maps that it puts
 * into its models (made by src/make/sentencepiece_tables.py).
 */
final class NormalizationRules {

  private static final List<String> NAMES = List.of("nmt_nfkc", "nfkc", "nmt_nfkc_cf", "nfkc_cf");

  private NormalizationRules() {}

  /** The character map of a rule; identity has none. */
  static byte[] charsMap(String name) {
    if (name.equals("identity")) {
      return new byte[0];
    }
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no normalization rule '%s'; choose identity, %s."
              .formatted(name, String.join(", ", NAMES)));
    }
    try (InputStream resource =
            NormalizationRules.class.getResourceAsStream(name + ".charsmap.gz");
        InputStream in = new GZIPInputStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The rule " + name + " cannot be read from our jar.", e);
    }
  }
}
