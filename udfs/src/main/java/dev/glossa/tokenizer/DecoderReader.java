package dev.glossa.tokenizer;

import static dev.glossa.tokenizer.TokenizerJson.isReplacement;
import static dev.glossa.tokenizer.TokenizerJson.type;
import static dev.glossa.tokenizer.TokenizerJson.unsupported;

import com.fasterxml.jackson.databind.JsonNode;
import dev.glossa.tokenizer.pattern.OnigurumaPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads a tokenizer.json's decoder: the two that most files have apart, any other as a chain. */
final class DecoderReader {

  private static final String SPACE = "\u2581";

  private DecoderReader() {}

  /**
   * @param special ids that are left out
   */
  static Decoder read(JsonNode part, List<String> tokens, Set<Integer> special) {
    List<JsonNode> steps = TokenizerJson.steps(part, "decoders");
    if (steps.size() == 1 && type(steps.get(0)).equals("ByteLevel")) {
      return new ByteLevelDecoder(tokens, special);
    }
    if (isLlamas(steps)) {
      int stripped = steps.size() == 3 ? 0 : steps.get(3).path("start").asInt();
      return new ByteFallbackDecoder(tokens, special, stripped);
    }
    List<UnaryOperator<List<String>>> chain = new ArrayList<>();
    if (steps.isEmpty()) {
      chain.add(texts -> List.of(String.join(" ", texts)));
    }
    steps.forEach(step -> chain.add(step(step)));
    return new DecoderChain(tokens, special, chain);
  }

  private static boolean isLlamas(List<JsonNode> steps) {
    if (steps.size() < 3
        || steps.size() > 4
        || !isReplacement(steps.get(0), SPACE, " ")
        || !type(steps.get(1)).equals("ByteFallback")
        || !type(steps.get(2)).equals("Fuse")) {
      return false;
    }
    return steps.size() == 3
        || (type(steps.get(3)).equals("Strip")
            && steps.get(3).path("content").asText().equals(" ")
            && steps.get(3).path("stop").asInt() == 0);
  }

  private static UnaryOperator<List<String>> step(JsonNode step) {
    return switch (type(step)) {
      case "ByteLevel" -> DecoderReader::byteLevel;
      case "ByteFallback" -> DecoderReader::byteFallback;
      case "Fuse" -> texts -> List.of(String.join("", texts));
      case "Replace" -> replace(step);
      case "Strip" -> strip(step);
      case "Metaspace" -> metaspace(step);
      default -> throw unsupported("its decoder has the step " + type(step));
    };
  }

  private static List<String> byteLevel(List<String> texts) {
    ByteArray bytes = new ByteArray();
    for (String text : texts) {
      byte[] part = ByteAlphabet.toBytes(text);
      part = part == null ? Utf8.encode(text) : part;
      bytes.add(part, 0, part.length);
    }
    ByteArray repaired = Utf8.repaired(bytes.bytes, 0, bytes.size);
    return List.of(Utf8.toString(repaired.bytes, 0, repaired.size));
  }

  private static List<String> byteFallback(List<String> texts) {
    List<String> out = new ArrayList<>();
    ByteArray bytes = new ByteArray();
    for (String text : texts) {
      int value = BytePieces.hexadecimal(text);
      if (value >= 0) {
        bytes.add((byte) value);
      } else {
        ByteFallbackDecoder.flush(bytes, out::add);
        out.add(text);
      }
    }
    ByteFallbackDecoder.flush(bytes, out::add);
    return out;
  }

  private static UnaryOperator<List<String>> replace(JsonNode step) {
    OnigurumaPattern pattern = TokenizerJson.pattern(step, "decoder");
    String content = step.path("content").asText();
    return texts ->
        texts.stream()
            .map(
                text -> {
                  int[] characters = text.codePoints().toArray();
                  StringBuilder out = new StringBuilder();
                  int[] done = {0};
                  pattern.findAll(
                      characters,
                      characters.length,
                      (start, end) -> {
                        out.append(new String(characters, done[0], start - done[0]));
                        out.append(content);
                        done[0] = end;
                      });
                  return out.append(new String(characters, done[0], characters.length - done[0]))
                      .toString();
                })
            .toList();
  }

  private static UnaryOperator<List<String>> strip(JsonNode step) {
    String content = step.path("content").asText(" ");
    if (content.codePointCount(0, content.length()) != 1) {
      throw unsupported("its decoder Strip has no character as content");
    }
    int start = step.path("start").asInt();
    int stop = step.path("stop").asInt();
    return texts ->
        texts.stream()
            .map(
                text -> {
                  int from = 0;
                  int to = text.length();
                  for (int i = 0; i < start && text.startsWith(content, from); i++) {
                    from += content.length();
                  }
                  for (int i = 0;
                      i < stop
                          && to - content.length() >= from
                          && text.startsWith(content, to - content.length());
                      i++) {
                    to -= content.length();
                  }
                  return text.substring(from, to);
                })
            .toList();
  }

  private static UnaryOperator<List<String>> metaspace(JsonNode step) {
    String replacement = step.path("replacement").asText(SPACE);
    boolean strips =
        step.path("add_prefix_space").asBoolean(true)
            && !step.path("prepend_scheme").asText("always").equals("never");
    return texts -> {
      List<String> out = new ArrayList<>();
      for (String text : texts) {
        out.add(text.replace(replacement, out.isEmpty() && strips ? "" : " "));
      }
      return out;
    };
  }
}
