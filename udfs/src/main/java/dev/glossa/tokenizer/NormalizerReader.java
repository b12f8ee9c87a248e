package dev.glossa.tokenizer;

import static dev.glossa.tokenizer.TokenizerJson.unsupported;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.Normalizer2;
import java.util.Base64;
import java.util.List;

/** Reads a tokenizer.json's normalizer. */
final class NormalizerReader {

  private NormalizerReader() {}

  /** The normalizer, or null if there is none. */
  static TextNormalizer read(JsonNode part) {
    List<TextNormalizer> steps =
        TokenizerJson.steps(part, "normalizers").stream().map(NormalizerReader::step).toList();
    return steps.isEmpty() ? null : Normalizers.sequence(steps);
  }

  private static TextNormalizer step(JsonNode step) {
    String type = TokenizerJson.type(step);
    return switch (type) {
      case "NFC" -> Normalizers.form(Normalizer2.getNFCInstance());
      case "NFD" -> Normalizers.form(Normalizer2.getNFDInstance());
      case "NFKC" -> Normalizers.form(Normalizer2.getNFKCInstance());
      case "NFKD" -> Normalizers.form(Normalizer2.getNFKDInstance());
      case "Lowercase" -> Normalizers.lowercase();
      case "Prepend" -> Normalizers.prepend(step.path("prepend").asText());
      case "Replace" -> replacement(step);
      case "Strip" ->
          Normalizers.strip(
              step.path("strip_left").asBoolean(), step.path("strip_right").asBoolean());
      case "Precompiled" -> Normalizers.precompiled(charsMap(step));
      default -> throw unsupported("its normalizer has the step " + type);
    };
  }

  private static TextNormalizer replacement(JsonNode step) {
    String content = step.path("content").asText();
    String literal = step.path("pattern").path("String").asText();
    return literal.isEmpty()
        ? Normalizers.replace(TokenizerJson.pattern(step, "normalizer"), content)
        : Normalizers.replace(literal, content);
  }

  private static CharsMap charsMap(JsonNode step) {
    try {
      return new CharsMap(Base64.getDecoder().decode(step.path("precompiled_charsmap").asText()));
    } catch (IllegalArgumentException e) {
      throw e instanceof InvalidTokenizerException known
          ? known
          : new InvalidTokenizerException(
              "The tokenizer.json's precompiled_charsmap is damaged: it is not Base64.", e);
    }
  }
}
